package io.rbdfunctions.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.concurrent.Deadline;
import io.rbdfunctions.kubernetes.Page;
import io.rbdfunctions.kubernetes.StaleObjectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lists nine objects in pages of three. The continue token of a page is the number of its first object. */
class ResumableListingTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<Integer> listed = new ArrayList<>();
    private Instant now = START;
    private boolean tokensHaveExpired;

    private final ResumableListing<Integer> listing = new ResumableListing<>(this::page, 3);

    @Test
    void listsAllPages() {
        assertThat(listing.forEach(in(HOUR), this::record)).isTrue();
        assertThat(listed).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(listing.isAtStart()).isTrue();
    }

    @Test
    void continuesWhereItStopped() {
        boolean isComplete = listing.forEach(in(Duration.ofSeconds(5)), page -> {
            record(page);
            now = now.plusSeconds(3);
        });

        assertThat(isComplete).isFalse();
        assertThat(listed).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(listing.isAtStart()).isFalse();

        // The work on the last page may be unfinished, so the page is repeated.
        assertThat(listing.forEach(in(HOUR), this::record)).isTrue();
        assertThat(listed).containsExactly(0, 1, 2, 3, 4, 5, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void listsNothingIfTheTimeIsUp() {
        Deadline deadline = in(HOUR);
        now = now.plus(HOUR).plusSeconds(1);

        assertThat(listing.forEach(deadline, this::record)).isFalse();

        assertThat(listed).isEmpty();
        assertThat(listing.isAtStart()).isTrue();
    }

    @Test
    void startsAgainIfTheTokenHasExpired() {
        listing.forEach(in(Duration.ofSeconds(1)), page -> {
            record(page);
            now = now.plusSeconds(1);
        });
        assertThat(listed).containsExactly(0, 1, 2, 3, 4, 5);
        tokensHaveExpired = true;

        assertThat(listing.forEach(in(HOUR), this::record)).isTrue();

        assertThat(listed).containsExactly(0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    private Deadline in(Duration time) {
        return Deadline.after(time, () -> now);
    }

    private void record(Page<Integer> page) {
        listed.addAll(page.items());
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
