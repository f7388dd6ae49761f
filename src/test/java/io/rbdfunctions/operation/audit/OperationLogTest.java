package io.rbdfunctions.operation.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rbdfunctions.operation.audit.OperationRecord.Ending;
import io.rbdfunctions.operation.delete.Deleted;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Every operation is recorded once, with a fixed set of results. */
class OperationLogTest {
    private static final OperationSubject SUBJECT = new OperationSubject("shop/data", "pvc-1", null);
    private static final RequestContext SPAN = new RequestContext("alice", null, null, "inside", null);

    private final List<OperationRecord> records = new ArrayList<>();
    private final OperationLog log = new OperationLog((_, _) -> new OperationListener.OperationScope() {
        @Override
        public RequestContext requestContext() {
            return SPAN;
        }

        @Override
        public void end(OperationRecord record) {
            records.add(record);
        }
    });

    @Test
    void recordsTheActionOfASuccess() {
        ImageRef image = new ImageRef(new PoolName("kube"), new ImageName("image"));
        record(() -> new Outcome.Done<>(new Deleted(Deleted.Action.ALREADY_GONE, image)));

        assertThat(only()).returns(Ending.DONE, OperationRecord::ending).returns("none", OperationRecord::reason);
        assertThat(only().action()).isEqualTo("already gone");
        assertThat(only().subject()).isEqualTo(new OperationSubject("shop/data", "pvc-1", "kube/image"));
    }

    @Test
    void recordsTheReasonOfARefusal() {
        record(() -> new Outcome.Refused<>(new Refusal(Reason.IN_USE, "by 10.0.0.1")));

        assertThat(only()).returns(Ending.REFUSED, OperationRecord::ending).returns("in_use", OperationRecord::reason);
        assertThat(only().subject()).isEqualTo(SUBJECT);
    }

    @Test
    void recordsAnObstacleAndRethrows() {
        assertThatThrownBy(() -> record(() -> {
                    throw new TryAgainException(Obstacle.DEADLINE, "late");
                }))
                .isInstanceOf(TryAgainException.class);

        assertThat(only()).returns(Ending.RETRY, OperationRecord::ending).returns("deadline", OperationRecord::reason);
    }

    @Test
    void recordsAnInternalErrorAndRethrows() {
        assertThatThrownBy(() -> record(() -> {
                    throw new IllegalStateException("unexpected");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(only())
                .returns(Ending.FAILED, OperationRecord::ending)
                .returns("internal_error", OperationRecord::reason);
    }

    @Test
    void runsTheOperationInTheContextOfTheScope() {
        List<RequestContext> within = new ArrayList<>();
        record(() -> {
            within.add(RequestContext.current());
            return new Outcome.Refused<>(new Refusal(Reason.INVALID, "no"));
        });

        assertThat(within).containsExactly(SPAN);
        assertThat(only().requestContext()).isEqualTo(SPAN);
    }

    private void record(Supplier<Outcome<Deleted>> work) {
        var _ = log.record("delete", SUBJECT, work);
    }

    private OperationRecord only() {
        assertThat(records).hasSize(1);
        return records.getFirst();
    }
}
