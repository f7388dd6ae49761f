package io.rbdfunctions.project.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comment on the line before a block, which says how the block is checked. Rendered pages do not show it.
 *
 * @param argument the environment and precondition, or the name of the test class; may be empty
 */
record Marking(Kind kind, String argument) {
    private static final Pattern COMMENT = Pattern.compile("<!-- ([a-z ]+?)(?:: (.+))? -->");

    enum Kind {
        /** A test runs the block in an environment: {@code session}, {@code function} or {@code ceph}. */
        RUN,
        /** The block is only checked for syntax; it needs a {@code cluster}, {@code bare cluster}, {@code docker} or {@code minutes}. */
        NEEDS,
        /** The named test class reads or runs the block. */
        TESTED_BY,
        /** The block is a diagram or sample output. */
        PICTURE
    }

    /** Parses the comment; throws {@link IllegalArgumentException} if the line is not a marking. */
    static Marking of(String line) {
        Matcher comment = COMMENT.matcher(line);
        if (!comment.matches()) {
            throw new IllegalArgumentException("no marking: " + line);
        }
        String argument = comment.group(2) == null ? "" : comment.group(2);
        return switch (comment.group(1)) {
            case "run" -> new Marking(Kind.RUN, argument);
            case "needs" -> new Marking(Kind.NEEDS, argument);
            case "tested by" -> new Marking(Kind.TESTED_BY, testClass(argument));
            case "picture" -> new Marking(Kind.PICTURE, argument);
            default -> throw new IllegalArgumentException("unknown marking: " + line);
        };
    }

    private static String testClass(String name) {
        Path file = Path.of("src/test/java/io/rbdfunctions", name + ".java");
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("test does not exist: " + file);
        }
        return name;
    }

    /** The first part of the argument: what runs the block, or what it needs. */
    String environment() {
        return argument.split(", ", 2)[0];
    }

    /** The part of the argument after {@code given}: what must exist before the block runs; empty for nothing. */
    String precondition() {
        String[] parts = argument.split(", given ", 2);
        return parts.length == 2 ? parts[1] : "";
    }
}
