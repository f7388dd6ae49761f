package io.rbdfunctions.system.faults;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the function's effects, and kills it before or after one of them. */
final class EffectCounter {
    /** On which side of the effect. */
    enum Side {
        BEFORE,
        AFTER
    }

    /** None of them is fatal. */
    static final EffectCounter NONE = new EffectCounter(0, Side.BEFORE, () -> {});

    private final int fatal;
    private final Side side;
    private final Runnable kill;
    private final AtomicInteger before = new AtomicInteger();
    private final AtomicInteger after = new AtomicInteger();
    private volatile boolean hasKilled;

    /** @param fatal which one, counted from 1 */
    EffectCounter(int fatal, Side side, Runnable kill) {
        this.fatal = fatal;
        this.side = side;
        this.kill = kill;
    }

    /** An effect is about to happen; answers whether it cannot, since the function is dead. */
    boolean isLastBefore() {
        return is(Side.BEFORE, before);
    }

    /** One has happened. */
    boolean isLastAfter() {
        return is(Side.AFTER, after);
    }

    boolean hasKilled() {
        return hasKilled;
    }

    private boolean is(Side now, AtomicInteger count) {
        if (hasKilled) {
            return true;
        }
        if (count.incrementAndGet() == fatal && now == side) {
            hasKilled = true;
            kill.run();
        }
        return hasKilled;
    }
}
