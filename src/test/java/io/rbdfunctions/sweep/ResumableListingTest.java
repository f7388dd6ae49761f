package io.rbdfunctions.sweep;

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
class ResumableListingTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant FAR = START.plus(Duration.ofHours(1));

    private final List<Integer> seen = new ArrayList<>();
    private Instant now = START;
    private boolean tokensHaveExpired;

    private final ResumableListing<Integer> resumableListing = new ResumableListing<>(this::page, () -> now, 3);

    @Test
    void goesThroughAllPages() {
        assertThat(resumableListing.go(FAR, this::look)).isTrue();
        assertThat(seen).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(resumableListing.isAtTheBeginning()).isTrue();
    }

    @Test
    void stopsWhenTheTimeIsUpAndGoesOnThereTheNextTime() {
        boolean isThrough = resumableListing.go(START.plusSeconds(5), page -> {
            look(page);
            now = now.plusSeconds(3);
        });

        assertThat(isThrough).isFalse();
        assertThat(seen).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(resumableListing.isAtTheBeginning()).isFalse();

        // The page that it stopped at may not have been done, so it is looked at again.
        assertThat(resumableListing.go(FAR, this::look)).isTrue();
        assertThat(seen).containsExactly(0, 1, 2, 3, 4, 5, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void doesNothingWithoutTime() {
        now = FAR.plusSeconds(1);

        assertThat(resumableListing.go(FAR, this::look)).isFalse();

        assertThat(seen).isEmpty();
        assertThat(resumableListing.isAtTheBeginning()).isTrue();
    }

    @Test
    void beginsAnewWhenItsPlaceHasExpired() {
        resumableListing.go(START.plusSeconds(1), page -> {
            look(page);
            now = now.plusSeconds(1);
        });
        assertThat(seen).containsExactly(0, 1, 2, 3, 4, 5);
        tokensHaveExpired = true;

        assertThat(resumableListing.go(FAR, this::look)).isTrue();

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
