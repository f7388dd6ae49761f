package io.rbdfunctions.project.docs;

/**
 * A fenced block of a page.
 *
 * @param line where it begins, counted from 1
 * @param comment the line before it
 */
record Block(Page page, int line, String language, String comment, String text) {
    Marking marking() {
        return Marking.of(comment);
    }

    boolean isShell() {
        return language.equals("sh");
    }

    boolean isRunWith(String surroundings) {
        return marking().kind() == Marking.Kind.RUN && marking().surroundings().equals(surroundings);
    }

    @Override
    public String toString() {
        return "%s:%d".formatted(page.file(), line);
    }
}
