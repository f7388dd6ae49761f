package io.rbdfunctions.function.payload;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The valid argument lists of rbd, specified independently of the code that builds them. */
final class ArgumentRules {
    private static final Set<String> VERBS =
            Set.of("create", "info", "resize", "rm", "ls", "status", "image-meta", "snap", "children", "trash");
    private static final Set<String> SECOND_WORDS = Set.of("ls", "set", "get", "mv", "rm", "restore");
    private static final Set<String> FLAGS = Set.of("--no-progress", "-l", "--force");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,19}");
    private static final Pattern BYTES = Pattern.compile("[0-9]{1,19}B");
    private static final Map<String, Pattern> OPTIONS = Map.ofEntries(
            Map.entry("--pool", NAME),
            Map.entry("--id", NAME),
            Map.entry("-m", Pattern.compile("[A-Za-z0-9\\[][A-Za-z0-9_.:,/\\[\\]-]*")),
            Map.entry("--keyfile", Pattern.compile("-")),
            Map.entry("-c", Pattern.compile("/dev/null")),
            Map.entry("--client-mount-timeout", NUMBER),
            Map.entry("--rados_osd_op_timeout", NUMBER),
            Map.entry("--format", Pattern.compile("json")),
            Map.entry("--size", NUMBER),
            Map.entry("--image", NAME),
            Map.entry("--expires-at", Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}")),
            Map.entry("--image-format", Pattern.compile("2")),
            Map.entry("--image-feature", Pattern.compile("[a-z,-]*")),
            Map.entry("--data-pool", NAME),
            Map.entry("--object-size", BYTES),
            Map.entry("--stripe-unit", BYTES),
            Map.entry("--stripe-count", NUMBER));
    /** Metadata keys and values, and images. */
    private static final Pattern POSITIONAL = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./-]*");

    private ArgumentRules() {}

    static boolean areSafe(List<String> arguments) {
        Iterator<String> words = arguments.iterator();
        if (!VERBS.contains(words.next())) {
            return false;
        }
        while (words.hasNext()) {
            if (!isKept(words.next(), words)) {
                return false;
            }
        }
        return arguments.contains("--keyfile") && arguments.contains("--pool");
    }

    private static boolean isKept(String word, Iterator<String> rest) {
        Pattern value = OPTIONS.get(word);
        if (value != null) {
            return rest.hasNext() && value.matcher(rest.next()).matches();
        }
        return FLAGS.contains(word)
                || SECOND_WORDS.contains(word)
                || POSITIONAL.matcher(word).matches();
    }
}
