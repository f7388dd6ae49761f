package io.rbdfunctions.function;

import io.quarkus.funqy.Funq;
import io.quarkus.funqy.knative.events.CloudEvent;
import io.quarkus.funqy.knative.events.CloudEventMapping;
import io.rbdfunctions.function.event.EventRequest;
import io.rbdfunctions.function.event.KnativeEventTypes;
import io.rbdfunctions.function.http.RequestExecutor;
import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.operation.audit.OperationLog;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.sweep.SweepReport;
import io.rbdfunctions.sweep.Sweeper;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Starts sweeps: by {@code POST /sweep}, by a CloudEvent and by a Knative PingSource. */
@Singleton
public final class SweepFunctions {
    private static final Logger LOG = Logger.getLogger(SweepFunctions.class);

    private final Sweeper sweeper;
    private final OperationLog operations;
    private final RequestExecutor requestExecutor;
    private final HeapCare heap;

    SweepFunctions(Sweeper sweeper, OperationLog operations, RequestExecutor requestExecutor, HeapCare heap) {
        this.sweeper = sweeper;
        this.operations = operations;
        this.requestExecutor = requestExecutor;
        this.heap = heap;
    }

    @Funq
    public Uni<SweepReport> sweep(IgnoredBody body) {
        return requestExecutor
                .call(() -> operations.record(
                        Endpoint.SWEEP.toString(), OperationSubject.NOTHING, () -> new Outcome.Done<>(sweeper.sweep())))
                .invoke(report -> LOG.infof("sweep: %s", report))
                .invoke(heap::afterSweep);
    }

    @Funq("sweep-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "sweep")
    public Uni<CloudEvent<SweepReport>> sweepEvent(CloudEvent<IgnoredBody> event) {
        return sweep(event.data())
                .map(report ->
                        EventRequest.reply(event.source(), event.id(), Endpoint.SWEEP.replyType(), "sweep", report));
    }

    /** Returns no reply event; the log has the report. */
    @Funq("sweep-on-schedule")
    @CloudEventMapping(trigger = KnativeEventTypes.PING)
    public Uni<Void> sweepOnSchedule(CloudEvent<Object> event) {
        return sweep(new IgnoredBody()).replaceWithVoid();
    }
}
