package io.rbdfunctions.support.cluster;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Ends the function's reach into the world at one of its effects, as its death does: of what it asks for after that,
 * nothing happens. Kept in the system's properties, by JDK types only, since tests are loaded by loaders of their own.
 */
public final class EffectLimit {
    private static final String EFFECT = "test.fuse.effect";
    private static final String BLOWN = "test.fuse.blown";

    /** On which side of the effect the function dies. */
    public enum Side {
        BEFORE,
        AFTER
    }

    private EffectLimit() {}

    /**
     * Lets this many effects pass; the next one is the last, or the first that does not happen.
     *
     * @param effects counted from 1
     */
    public static void set(int effects, Side side) {
        AtomicInteger left = new AtomicInteger(effects);
        AtomicInteger blown = new AtomicInteger();
        System.getProperties().put(BLOWN, (BooleanSupplier) () -> blown.get() > 0);
        System.getProperties().put(EFFECT, (BooleanSupplier) () -> {
            if (blown.get() > 0) {
                return false;
            }
            boolean isTheOne = left.decrementAndGet() == 0;
            if (isTheOne) {
                blown.set(1);
            }
            return !isTheOne || side == Side.AFTER;
        });
    }

    public static void remove() {
        System.getProperties().remove(EFFECT);
        System.getProperties().remove(BLOWN);
    }

    /** Whether the function is dead to the world. */
    public static boolean isBlown() {
        return System.getProperties().get(BLOWN) instanceof BooleanSupplier blown && blown.getAsBoolean();
    }

    /** Asked before an effect: whether it happens. */
    public static boolean lets() {
        return !(System.getProperties().get(EFFECT) instanceof BooleanSupplier effect) || effect.getAsBoolean();
    }
}
