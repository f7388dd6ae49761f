package io.rbdfunctions.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ParallelTest {
    @Test
    void returnsTheResult() {
        assertThat(Parallel.await(Parallel.start(() -> "result"))).isEqualTo("result");
    }

    @Test
    void throwsTheFailureAsItIs() {
        var failure = new IllegalStateException("bug");
        var error = new StackOverflowError();

        assertThatThrownBy(() -> Parallel.await(Parallel.start(() -> {
                    throw failure;
                })))
                .isSameAs(failure);
        assertThatThrownBy(() -> Parallel.await(Parallel.start(() -> {
                    throw error;
                })))
                .isSameAs(error);
    }
}
