package io.rbdfunctions.rbd.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rbdfunctions.process.Result;
import io.rbdfunctions.rbd.RbdCallListener.RbdCall;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Remove;
import io.rbdfunctions.rbd.command.Resize;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservedEngineTest {
    private static final ImageRef IMAGE = new ImageRef(new PoolName("kube"), new ImageName("image"));

    private final List<RbdCall> calls = new ArrayList<>();
    private final Session session = TestSessions.at("127.0.0.1:1");

    @Test
    void reportsASuccessWithoutAnError() {
        observed(new Result(0, "", "")).run(session, new Remove(IMAGE));

        assertThat(calls).singleElement().satisfies(call -> {
            assertThat(call).returns("rm", RbdCall::verb).returns("cli", RbdCall::engine);
            assertThat(call.error()).isNull();
        });
    }

    @Test
    void reportsTheErrorOfAFailureAndRethrowsIt() {
        RbdEngine engine = observed(new Result(2, "", "rbd: error opening image image: (2) No such file or directory"));

        assertThatThrownBy(() -> engine.run(session, new Resize(IMAGE, new Capacity(1 << 20))))
                .isInstanceOf(RbdException.class);
        assertThat(calls).singleElement().satisfies(call -> {
            assertThat(call.verb()).isEqualTo("resize");
            assertThat(call.error()).isEqualTo(RbdError.NOT_FOUND);
        });
    }

    private RbdEngine observed(Result result) {
        RbdEngine.Deadlines deadlines = new RbdEngine.Deadlines(Duration.ofSeconds(1), Duration.ofSeconds(1));
        return new ObservedEngine(new CliEngine(_ -> result, "rbd", deadlines), "cli", calls::add);
    }
}
