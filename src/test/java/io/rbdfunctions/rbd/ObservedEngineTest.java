package io.rbdfunctions.rbd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rbdfunctions.process.Result;
import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every command is told of once, with the class of its failure. */
class ObservedEngineTest {
    private static final ImageRef IMAGE = new ImageRef(new PoolName("kube"), new ImageName("image"));

    private final List<RbdCall> told = new ArrayList<>();
    private final RbdCommandBuilder rbd = TestSessions.at("127.0.0.1:1");

    @Test
    void aCommandThatSucceedsIsToldWithoutAFailure() {
        watched(new Result(0, "", "")).run(rbd.remove(IMAGE));

        assertThat(told).singleElement().satisfies(call -> {
            assertThat(call).returns("rm", RbdCall::verb).returns("cli", RbdCall::engine);
            assertThat(call.error()).isNull();
        });
    }

    @Test
    void aFailureIsToldByItsClassAndThrownOn() {
        RbdEngine images = watched(new Result(2, "", "rbd: error opening image image: (2) No such file or directory"));

        assertThatThrownBy(() -> images.grow(rbd.resize(IMAGE, new Capacity(1 << 20))))
                .isInstanceOf(RbdException.class);
        assertThat(told).singleElement().satisfies(call -> {
            assertThat(call.verb()).isEqualTo("resize");
            assertThat(call.error()).isEqualTo(RbdError.NOT_FOUND);
        });
    }

    @Test
    void nothingToDoIsNothingToTell() {
        watched(new Result(1, "", "")).setMetadata(List.of());

        assertThat(told).isEmpty();
    }

    private RbdEngine watched(Result result) {
        CommandDeadlines commandDeadlines = new CommandDeadlines(Duration.ofSeconds(1), Duration.ofSeconds(1));
        return new ObservedEngine(new CliEngine(_ -> result, "rbd", commandDeadlines), "cli", told::add);
    }
}
