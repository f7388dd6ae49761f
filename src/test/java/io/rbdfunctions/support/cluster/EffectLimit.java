package io.rbdfunctions.support.cluster;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Simulates the death of the function at one of its effects: after that, none of its requests has an effect. The state
 * is in system properties and uses JDK types only, because tests and the application have different class loaders.
 */
public final class EffectLimit {
    private static final String EFFECT = "test.effect-limit.effect";
    private static final String REACHED = "test.effect-limit.reached";

    /** Whether the function dies before or after the effect. */
    public enum Side {
        BEFORE,
        AFTER
    }

    private EffectLimit() {}

    /**
     * Allows the effects before this one; the function dies before or after it.
     *
     * @param effects counted from 1
     */
    public static void set(int effects, Side side) {
        AtomicInteger left = new AtomicInteger(effects);
        AtomicInteger reached = new AtomicInteger();
        System.getProperties().put(REACHED, (BooleanSupplier) () -> reached.get() > 0);
        System.getProperties().put(EFFECT, (BooleanSupplier) () -> {
            if (reached.get() > 0) {
                return false;
            }
            boolean isLast = left.decrementAndGet() == 0;
            if (isLast) {
                reached.set(1);
            }
            return !isLast || side == Side.AFTER;
        });
    }

    public static void remove() {
        System.getProperties().remove(EFFECT);
        System.getProperties().remove(REACHED);
    }

    public static boolean isReached() {
        return System.getProperties().get(REACHED) instanceof BooleanSupplier reached && reached.getAsBoolean();
    }

    /** Counts an effect and returns whether it may happen. */
    public static boolean allow() {
        return !(System.getProperties().get(EFFECT) instanceof BooleanSupplier effect) || effect.getAsBoolean();
    }
}
