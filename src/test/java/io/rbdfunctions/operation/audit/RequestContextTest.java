package io.rbdfunctions.operation.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rbdfunctions.concurrent.Parallel;
import org.junit.jupiter.api.Test;

class RequestContextTest {
    private static final RequestContext ALICE = new RequestContext("alice", "/provision", null, null, null);

    @Test
    void goesAlongWithTheWorkToThreadsThatAreStartedForIt() {
        RequestContext seen = ALICE.during(() -> Parallel.await(Parallel.start(RequestContext::current)));

        assertThat(seen).isEqualTo(ALICE);
    }

    @Test
    void isWhatItWasWhenTheWorkIsDone() {
        RequestContext between = ALICE.during(() -> {
            ALICE.about("claim shop/data").during(RequestContext::current);
            return RequestContext.current();
        });

        assertThat(between).isEqualTo(ALICE);
        assertThat(RequestContext.current()).isEqualTo(RequestContext.OURSELVES);
    }

    @Test
    void isWhatItWasWhenTheWorkFails() {
        assertThatThrownBy(() -> ALICE.during(() -> {
                    throw new IllegalStateException("failed");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(RequestContext.current()).isEqualTo(RequestContext.OURSELVES);
    }
}
