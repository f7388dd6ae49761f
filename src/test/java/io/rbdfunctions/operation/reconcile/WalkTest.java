package io.rbdfunctions.operation.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.kubernetes.Page;
import io.rbdfunctions.kubernetes.StaleObjectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nine objects in pages of three; the token of a page is the number of its first object. */
class WalkTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant FAR = START.plus(Duration.ofHours(1));

    private final List<Integer> seen = new ArrayList<>();
    private Instant now = START;
    private boolean tokensHaveExpired;

    private final Walk<Integer> walk = new Walk<>(this::page, () -> now, 3);

    @Test
    void goesThroughAllPages() {
        assertThat(walk.go(FAR, this::look)).isTrue();
        assertThat(seen).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(walk.isAtTheBeginning()).isTrue();
    }

    @Test
    void stopsWhenTheTimeIsUpAndGoesOnThereTheNextTime() {
        boolean isThrough = walk.go(START.plusSeconds(5), page -> {
            look(page);
            now = now.plusSeconds(3);
        });

        assertThat(isThrough).isFalse();
        assertThat(seen).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(walk.isAtTheBeginning()).isFalse();

        // The page that it stopped at may not have been done, so it is looked at again.
        assertThat(walk.go(FAR, this::look)).isTrue();
        assertThat(seen).containsExactly(0, 1, 2, 3, 4, 5, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void doesNothingWithoutTime() {
        now = FAR.plusSeconds(1);

        assertThat(walk.go(FAR, this::look)).isFalse();

        assertThat(seen).isEmpty();
        assertThat(walk.isAtTheBeginning()).isTrue();
    }

    @Test
    void beginsAnewWhenItsPlaceHasExpired() {
        walk.go(START.plusSeconds(1), page -> {
            look(page);
            now = now.plusSeconds(1);
        });
        assertThat(seen).containsExactly(0, 1, 2, 3, 4, 5);
        tokensHaveExpired = true;

        assertThat(walk.go(FAR, this::look)).isTrue();

        assertThat(seen).containsExactly(0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    private void look(Page<Integer> page) {
        seen.addAll(page.items());
    }

    private Page<Integer> page(int size, @Nullable String token) {
        if (token != null && tokensHaveExpired) {
            tokensHaveExpired = false;
            throw new StaleObjectException("the token has expired");
        }
        int first = token == null ? 0 : Integer.parseInt(token);
        return new Page<>(
                List.of(first, first + 1, first + 2), first + size < 9 ? Integer.toString(first + size) : null);
    }
}
