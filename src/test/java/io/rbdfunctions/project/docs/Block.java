package io.rbdfunctions.project.docs;

/**
 * A fenced block of a page.
 *
 * @param line the line of the opening fence, counted from 1
 * @param comment the line before the block
 */
record Block(Page page, int line, String language, String comment, String text) {
    Marking marking() {
        return Marking.of(comment);
    }

    boolean isShell() {
        return language.equals("sh");
    }

    boolean isRunIn(String environment) {
        return marking().kind() == Marking.Kind.RUN && marking().environment().equals(environment);
    }

    @Override
    public String toString() {
        return "%s:%d".formatted(page.file(), line);
    }
}
