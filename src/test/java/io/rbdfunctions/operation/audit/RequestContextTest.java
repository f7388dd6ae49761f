package io.rbdfunctions.operation.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rbdfunctions.concurrent.Parallel;
import org.junit.jupiter.api.Test;

class RequestContextTest {
    private static final RequestContext ALICE = new RequestContext("alice", "/provision", null, null, null);

    @Test
    void newThreadsInheritTheContext() {
        RequestContext seen = ALICE.call(() -> Parallel.await(Parallel.start(RequestContext::current)));

        assertThat(seen).isEqualTo(ALICE);
    }

    @Test
    void thePreviousContextIsRestored() {
        RequestContext between = ALICE.call(() -> {
            ALICE.about("claim shop/data").call(RequestContext::current);
            return RequestContext.current();
        });

        assertThat(between).isEqualTo(ALICE);
        assertThat(RequestContext.current()).isEqualTo(RequestContext.INTERNAL);
    }

    @Test
    void thePreviousContextIsRestoredAfterAFailure() {
        assertThatThrownBy(() -> ALICE.call(() -> {
                    throw new IllegalStateException("failed");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(RequestContext.current()).isEqualTo(RequestContext.INTERNAL);
    }
}
