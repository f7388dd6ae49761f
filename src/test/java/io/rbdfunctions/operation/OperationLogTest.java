package io.rbdfunctions.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rbdfunctions.operation.Ended.Ending;
import io.rbdfunctions.operation.Refusal.Reason;
import io.rbdfunctions.operation.TryAgainException.Obstacle;
import io.rbdfunctions.volume.ImageName;
import io.rbdfunctions.volume.ImageRef;
import io.rbdfunctions.volume.PoolName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Every ending is told once, in words that there are few of. */
class OperationLogTest {
    private static final About ASKED = new About("shop/data", "pvc-1", null);
    private static final Origin SPAN = new Origin("alice", null, null, "inside", null);

    private final List<Ended> told = new ArrayList<>();
    private final OperationLog log = new OperationLog((_, _) -> new OperationWatch.Course() {
        @Override
        public Origin origin() {
            return SPAN;
        }

        @Override
        public void end(Ended ended) {
            told.add(ended);
        }
    });

    @Test
    void whatIsDoneIsToldWithWhatWasDone() {
        ImageRef image = new ImageRef(new PoolName("kube"), new ImageName("image"));
        record(() -> new Outcome.Done<>(new Deleted(Deleted.Action.ALREADY_GONE, image)));

        assertThat(only()).returns(Ending.DONE, Ended::ending).returns("none", Ended::reason);
        assertThat(only().action()).isEqualTo("already gone");
        assertThat(only().about()).isEqualTo(new About("shop/data", "pvc-1", "kube/image"));
    }

    @Test
    void aRefusalIsToldByItsClass() {
        record(() -> new Outcome.Refused<>(new Refusal(Reason.IN_USE, "by 10.0.0.1")));

        assertThat(only()).returns(Ending.REFUSED, Ended::ending).returns("in_use", Ended::reason);
        assertThat(only().about()).isEqualTo(ASKED);
    }

    @Test
    void anObstacleIsToldAndThrownOn() {
        assertThatThrownBy(() -> record(() -> {
                    throw new TryAgainException(Obstacle.DEADLINE, "late");
                }))
                .isInstanceOf(TryAgainException.class);

        assertThat(only()).returns(Ending.AGAIN, Ended::ending).returns("deadline", Ended::reason);
    }

    @Test
    void aFaultOfOursIsToldAndThrownOn() {
        assertThatThrownBy(() -> record(() -> {
                    throw new IllegalStateException("ours");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(only()).returns(Ending.FAILED, Ended::ending).returns("bug", Ended::reason);
    }

    @Test
    void theWorkIsDoneWithinTheSpan() {
        List<Origin> within = new ArrayList<>();
        record(() -> {
            within.add(Origin.current());
            return new Outcome.Refused<>(new Refusal(Reason.INVALID, "no"));
        });

        assertThat(within).containsExactly(SPAN);
        assertThat(only().origin()).isEqualTo(SPAN);
    }

    private void record(Supplier<Outcome<Deleted>> work) {
        var _ = log.record("delete", ASKED, work);
    }

    private Ended only() {
        assertThat(told).hasSize(1);
        return told.getFirst();
    }
}
