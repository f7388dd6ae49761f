package io.rbdfunctions.operation.parity;

import io.rbdfunctions.operation.Expected;
import io.rbdfunctions.operation.Observed;

/**
 * A rule of the in-tree plugin, and how it is kept here.
 *
 * @param id of the rule: P01 to P25, or the subject of the plugin's doings that it is about: 1.3 creation, 1.4 deletion, 1.5
 *     expansion
 * @param inTree what the plugin does
 * @param here "same", or what is done in its place and why
 * @param attempt what is asked
 * @param expected what must come of it
 */
record ParityRow(String id, String inTree, String here, Attempt attempt, Expected expected) {
    private static final String SAME = "same";

    /** Asks something of the operations. */
    @FunctionalInterface
    interface Attempt {
        Observed in(ParityLab lab);
    }

    static ParityRow same(String id, String inTree, Attempt attempt, Expected expected) {
        return new ParityRow(id, inTree, SAME, attempt, expected);
    }

    /** A deliberate difference. */
    static ParityRow different(String id, String inTree, String here, Attempt attempt, Expected expected) {
        return new ParityRow(id, inTree, here, attempt, expected);
    }

    String markdown() {
        return "| %s | %s | %s |".formatted(id, inTree, here);
    }

    @Override
    public String toString() {
        return id + ": " + (here.equals(SAME) ? inTree : here);
    }
}
