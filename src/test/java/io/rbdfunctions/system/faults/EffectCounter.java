package io.rbdfunctions.system.faults;

import io.rbdfunctions.support.cluster.EffectLimit.Side;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the effects of the function and kills it before or after one of them. */
final class EffectCounter {
    /** Kills at no effect. */
    static final EffectCounter NONE = new EffectCounter(0, Side.BEFORE, () -> {});

    private final int killAt;
    private final Side side;
    private final Runnable kill;
    private final AtomicInteger before = new AtomicInteger();
    private final AtomicInteger after = new AtomicInteger();
    private volatile boolean hasKilled;

    /** @param killAt the effect to kill at, counted from 1 */
    EffectCounter(int killAt, Side side, Runnable kill) {
        this.killAt = killAt;
        this.side = side;
        this.kill = kill;
    }

    /**
     * Counts an effect that is about to happen; returns true if the function is dead and the effect must not happen.
     */
    boolean isDeadBefore() {
        return count(Side.BEFORE, before);
    }

    /** Counts an effect that has happened; returns true if the function is dead. */
    boolean isDeadAfter() {
        return count(Side.AFTER, after);
    }

    boolean hasKilled() {
        return hasKilled;
    }

    private boolean count(Side now, AtomicInteger count) {
        if (hasKilled) {
            return true;
        }
        if (count.incrementAndGet() == killAt && now == side) {
            hasKilled = true;
            kill.run();
        }
        return hasKilled;
    }
}
