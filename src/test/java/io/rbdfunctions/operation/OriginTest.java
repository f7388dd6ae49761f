package io.rbdfunctions.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OriginTest {
    private static final Origin ALICE = new Origin("alice", "/provision", null, null, null);

    @Test
    void goesAlongWithTheWorkToThreadsThatAreStartedForIt() {
        Origin seen = ALICE.during(() -> Parallel.await(Parallel.start(Origin::current)));

        assertThat(seen).isEqualTo(ALICE);
    }

    @Test
    void isWhatItWasWhenTheWorkIsDone() {
        Origin between = ALICE.during(() -> {
            ALICE.about("claim shop/data").during(Origin::current);
            return Origin.current();
        });

        assertThat(between).isEqualTo(ALICE);
        assertThat(Origin.current()).isEqualTo(Origin.OURSELVES);
    }

    @Test
    void isWhatItWasWhenTheWorkFails() {
        assertThatThrownBy(() -> ALICE.during(() -> {
                    throw new IllegalStateException("failed");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(Origin.current()).isEqualTo(Origin.OURSELVES);
    }
}
