package io.rbdfunctions.project.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is done about a block, as the comment before it says, which no reader sees.
 *
 * @param argument with what it is run, what it needs, or which test it is checked by; empty where that says itself
 */
record Marking(Kind kind, String argument) {
    private static final Pattern COMMENT = Pattern.compile("<!-- ([a-z ]+?)(?:: (.+))? -->");

    enum Kind {
        /** Is run by a test, with what is named: {@code session}, {@code function}, {@code ceph}. */
        RUN,
        /** Needs what is named, and is looked at only: {@code cluster}, {@code bare cluster}, {@code docker}, {@code minutes}. */
        NEEDS,
        /** Is read or run by the test class of that name. */
        TESTED_BY,
        /** Is nothing to be run. */
        PICTURE
    }

    /** Throws where the line is none. */
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
            default -> throw new IllegalArgumentException("an unknown marking: " + line);
        };
    }

    private static String testClass(String name) {
        Path file = Path.of("src/test/java/io/rbdfunctions", name + ".java");
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("there is no test " + file);
        }
        return name;
    }

    /** With what a block is run, or what it needs; the first word. */
    String surroundings() {
        return argument.split(", ", 2)[0];
    }

    /** What has to be there before a block is run: {@code given} and a name, empty for nothing. */
    String given() {
        String[] words = argument.split(", given ", 2);
        return words.length == 2 ? words[1] : "";
    }
}
