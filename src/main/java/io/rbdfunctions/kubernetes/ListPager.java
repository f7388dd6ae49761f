package io.rbdfunctions.kubernetes;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lists all objects of a kind page by page. A run that is stopped early is resumed by the next one; the position is kept
 * in memory only.
 */
public final class ListPager<T> {
    private static final int PAGE_SIZE = 500;

    /** Reads one page. */
    @FunctionalInterface
    public interface Source<T> {
        /** Reads the page with this {@linkplain Page#next token}; the first page if it is null. */
        Page<T> page(int limit, @Nullable String token);
    }

    private final Source<T> source;
    private final int pageSize;
    private @Nullable String position;

    public ListPager(Source<T> source, int pageSize) {
        this.source = source;
        this.pageSize = pageSize;
    }

    /** Visits every object once. Returns false if it was stopped before the last page was done. */
    public static <T> boolean forEach(Source<T> source, BooleanSupplier stop, Consumer<? super T> visitor) {
        return new ListPager<>(source, PAGE_SIZE).run(stop, page -> page.items().forEach(visitor));
    }

    /** Starts over when a token has expired, which it does within minutes. Objects are then visited again. */
    public static <T> Source<T> restarting(Source<T> source) {
        return (limit, token) -> {
            try {
                return source.page(limit, token);
            } catch (StaleObjectException expired) {
                if (token == null) {
                    throw expired;
                }
                return source.page(limit, null);
            }
        };
    }

    public boolean isAtStart() {
        return position == null;
    }

    /**
     * Visits the pages from where the last run stopped.
     *
     * @param stop asked before and after every page; a page after which it says true is visited again by the next run,
     *     since the visitor may not have finished it
     * @return whether the last page was done
     * @throws StaleObjectException if a token has expired
     */
    public boolean run(BooleanSupplier stop, Consumer<Page<T>> visitor) {
        String token = position;
        do {
            if (stop.getAsBoolean()) {
                return stopAt(token);
            }
            Page<T> page = source.page(pageSize, token);
            visitor.accept(page);
            if (stop.getAsBoolean()) {
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
}
