package io.rbdfunctions.project.docs;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Ceph users that {@code docs/ceph.md} creates, with their capabilities. */
final class CephUsers {
    private static final Pattern USER = Pattern.compile(
            "ceph auth get-or-create client\\.(\\S+) mon '([^']+)' osd '([^']+)'(?: mgr '([^']+)')? >/dev/null");
    private static final Page PAGE = Page.read(Path.of("docs/ceph.md"));

    /** @param mgr null without capabilities for the manager */
    record User(
            String name, String mon, String osd, @Nullable String mgr) {
        /** The capabilities as arguments of the {@code ceph} command. */
        List<String> capabilities() {
            return mgr == null ? withoutManager() : List.of("mon", mon, "osd", osd, "mgr", mgr);
        }

        List<String> withoutManager() {
            return List.of("mon", mon, "osd", osd);
        }
    }

    private CephUsers() {}

    static User named(String name) {
        return PAGE.blocks().stream()
                .flatMap(block -> Arrays.stream(block.text().split("\n")))
                .map(USER::matcher)
                .filter(Matcher::matches)
                .map(line -> new User(line.group(1), line.group(2), line.group(3), line.group(4)))
                .filter(user -> user.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static Page page() {
        return PAGE;
    }
}
