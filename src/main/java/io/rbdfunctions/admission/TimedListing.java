package io.rbdfunctions.admission;

import io.rbdfunctions.kubernetes.Page;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Goes through lists of the API server's, page by page, until the time is up. */
final class TimedListing {
    private static final int PAGE = 500;

    private final InstantSource clock;
    private final Instant end;

    TimedListing(InstantSource clock, Instant end) {
        this.clock = clock;
        this.end = end;
    }

    /** False when the time was up before the end of the list. */
    <T> boolean all(BiFunction<Integer, @Nullable String, Page<T>> pages, Consumer<T> work) {
        @Nullable String token = null;
        do {
            if (clock.instant().isAfter(end)) {
                return false;
            }
            Page<T> page = pages.apply(PAGE, token);
            page.items().forEach(work);
            token = page.next();
        } while (token != null);
        return true;
    }
}
