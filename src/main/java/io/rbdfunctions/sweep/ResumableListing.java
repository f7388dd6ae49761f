package io.rbdfunctions.sweep;

import io.rbdfunctions.kubernetes.Page;
import io.rbdfunctions.kubernetes.StaleObjectException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes through all objects of a kind, page by page, until the time is up; then goes on from there the next time. Where it
 * stopped is kept in memory only: without it, it begins anew.
 */
public final class ResumableListing<T> {
    private final BiFunction<Integer, @Nullable String, Page<T>> pages;
    private final InstantSource clock;
    private final int pageSize;
    private @Nullable String stoppedAt;

    public ResumableListing(BiFunction<Integer, @Nullable String, Page<T>> pages, InstantSource clock, int pageSize) {
        this.pages = pages;
        this.clock = clock;
        this.pageSize = pageSize;
    }

    boolean isAtTheBeginning() {
        return stoppedAt == null;
    }

    /** True when it got through to the end. */
    public boolean go(Instant end, Consumer<Page<T>> work) {
        String token = stoppedAt;
        do {
            if (isOver(end)) {
                return stopAt(token);
            }
            Page<T> page = page(token);
            work.accept(page);
            if (isOver(end)) {
                // The page may not be done: the next time it is looked at again, at no cost for what is done of it.
                return stopAt(token);
            }
            token = page.next();
        } while (token != null);
        stoppedAt = null;
        return true;
    }

    private boolean isOver(Instant end) {
        return clock.instant().isAfter(end);
    }

    private boolean stopAt(@Nullable String token) {
        stoppedAt = token;
        return false;
    }

    /** A token lives for minutes only. */
    private Page<T> page(@Nullable String token) {
        try {
            return pages.apply(pageSize, token);
        } catch (StaleObjectException expired) {
            if (token == null) {
                throw expired;
            }
            return pages.apply(pageSize, null);
        }
    }
}
