package io.rbdfunctions.function.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeaderTimeoutTest {
    private static final Duration HEAD = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofMinutes(2);

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final HeaderTimeout watch = new HeaderTimeout(channel, HEAD, IDLE);

    @BeforeEach
    void connect() {
        channel.freezeTime();
        channel.pipeline().addFirst(watch);
        channel.pipeline().fireChannelActive();
    }

    @Test
    void aConnectionThatNeverSaysAnythingIsClosed() {
        pass(9);
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void oneWhoseHeadDripsIsClosedAsSoon() {
        for (int second = 0; second < 10; second++) {
            assertThat(channel.isOpen()).isTrue();
            channel.writeInbound("a");
            pass(1);
        }
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aRequestMayTakeAsLongAsItDoes() {
        watch.begin(false);
        pass(10_000);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void betweenRequestsItIsKeptForLongerAndTheNextHeadIsWatchedAgain() {
        watch.begin(false);
        watch.end();
        pass(119);
        channel.writeInbound("P");
        pass(9);
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aSharedOneIsIdleWhenItsLastRequestIsAnswered() {
        watch.begin(true);
        watch.begin(true);
        watch.end();
        pass(1000);
        assertThat(channel.isOpen()).isTrue();
        watch.end();
        pass(119);
        channel.writeInbound("ping");
        pass(119);
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }
}
