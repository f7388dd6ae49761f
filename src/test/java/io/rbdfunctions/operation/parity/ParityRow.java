package io.rbdfunctions.operation.parity;

import io.rbdfunctions.operation.Expected;
import io.rbdfunctions.operation.Observed;

/**
 * A rule of the in-tree plugin, and how this provisioner treats it.
 *
 * @param id of the rule: P01 to P25, or 1.3 for creation, 1.4 for deletion, 1.5 for expansion, with a subject
 * @param inTree what the plugin does
 * @param here "same", or what this provisioner does instead and why
 * @param attempt the request
 * @param expected the result of the request
 */
record ParityRow(String id, String inTree, String here, Attempt attempt, Expected expected) {
    private static final String SAME = "same";

    /** Runs an operation. */
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
