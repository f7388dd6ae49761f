package io.rbdfunctions.operation;

/**
 * What an operation that came to its end did, and to what.
 *
 * @param action few words of ours, such as {@code already there}
 */
record Deed(String action, About about) {

    static Deed of(Object answer) {
        return switch (answer) {
            case Provisioned it -> new Deed(Words.spaced(it.action()), About.of(it.image(), it.persistentVolume()));
            case Restored it -> new Deed(Words.spaced(it.action()), About.of(it.image(), it.persistentVolume()));
            case Deleted it -> new Deed(Words.spaced(it.action()), About.of(it.image(), null));
            case Expanded it -> new Deed(words(it), About.of(it.image(), null));
            case Purged it -> new Deed(Words.spaced(it.action()), About.of(it.pool() + "/trash/" + it.id(), null));
            case ImageReport it -> new Deed("reported", About.of(it.image(), null));
            case Told it -> new Deed(it.action(), About.NOTHING);
            default -> throw new IllegalArgumentException("no operation answers with a " + answer.getClass());
        };
    }

    private static String words(Expanded expanded) {
        if (!expanded.resized()) {
            return "large enough";
        }
        return expanded.dryRun() ? "would resize" : "resized";
    }
}
