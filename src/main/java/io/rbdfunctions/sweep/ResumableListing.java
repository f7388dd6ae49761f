package io.rbdfunctions.sweep;

import io.rbdfunctions.concurrent.Deadline;
import io.rbdfunctions.kubernetes.Page;
import io.rbdfunctions.kubernetes.StaleObjectException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lists all objects of a kind, page by page, until the time is up, and continues there the next time. The position is
 * kept in memory only.
 */
public final class ResumableListing<T> {
    private final BiFunction<Integer, @Nullable String, Page<T>> pages;
    private final int pageSize;
    private @Nullable String position;

    public ResumableListing(BiFunction<Integer, @Nullable String, Page<T>> pages, int pageSize) {
        this.pages = pages;
        this.pageSize = pageSize;
    }

    boolean isAtStart() {
        return position == null;
    }

    /**
     * Passes the pages to the work.
     *
     * @return whether it reached the last page
     */
    public boolean forEach(Deadline deadline, Consumer<Page<T>> work) {
        String token = position;
        do {
            if (deadline.hasPassed()) {
                return stopAt(token);
            }
            Page<T> page = page(token);
            work.accept(page);
            if (deadline.hasPassed()) {
                // The work on this page may be unfinished, so the next call repeats the page.
                return stopAt(token);
            }
            token = page.next();
        } while (token != null);
        position = null;
        return true;
    }

    private boolean stopAt(@Nullable String token) {
        position = token;
        return false;
    }

    /** Starts again if the continue token has expired, which happens after some minutes. */
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
