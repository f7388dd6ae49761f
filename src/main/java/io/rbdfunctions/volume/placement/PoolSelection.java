package io.rbdfunctions.volume.placement;

import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Text;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How one of several pools is chosen. Pools without room are left out first. */
public enum PoolSelection {
    /** The pool with the most free bytes. */
    MOST_FREE("most-free"),
    /** Each pool equally often. It depends on the volume alone, so that no replica has to count. */
    ROUND_ROBIN("round-robin"),
    /** The first of the class. */
    FIRST_WITH_ROOM("first-with-room");

    private final String text;

    PoolSelection(String text) {
        this.text = text;
    }

    /**
     * Reads the value of the class parameter.
     *
     * @throws InvalidValueException if there is no such selection
     */
    public static PoolSelection parse(String text) {
        return Arrays.stream(values())
                .filter(known -> known.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException("invalid poolSelection %s: use %s"
                        .formatted(
                                Text.quoted(text),
                                Arrays.stream(values())
                                        .map(PoolSelection::toString)
                                        .collect(Collectors.joining(", ")))));
    }

    @Override
    public String toString() {
        return text;
    }
}
