package io.rbdfunctions.operation.check.ceph;

import static java.util.stream.Collectors.joining;

import io.rbdfunctions.operation.check.CheckContext;
import io.rbdfunctions.operation.check.CheckStep;
import io.rbdfunctions.operation.check.Finding;
import io.rbdfunctions.operation.check.StepName;
import io.rbdfunctions.rbd.monitor.MonitorProbe;
import io.rbdfunctions.rbd.monitor.MonitorProbe.MonitorAnswer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** At least one monitor answers. */
@Singleton
record MonitorsStep() implements CheckStep {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    @Override
    public StepName name() {
        return StepName.MONITORS;
    }

    @Override
    public Finding run(CheckContext context) {
        List<MonitorAnswer> answers =
                MonitorProbe.probe(context.parameters().cluster().monitors(), LIMIT);
        String detail = answers.stream().map(MonitorsStep::text).collect(joining(", "));
        return answers.stream().anyMatch(MonitorAnswer::isThere)
                ? Finding.passed(detail)
                : Finding.failed(
                        detail,
                        "correct the monitors of the class or of clusterID (ceph mon dump prints the addresses), or let the pods of the functions connect to them");
    }

    private static String text(MonitorAnswer answer) {
        return answer.monitor() + (answer.isThere() ? " answers" : ": " + answer.fault());
    }
}
