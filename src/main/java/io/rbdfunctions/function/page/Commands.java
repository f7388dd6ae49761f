package io.rbdfunctions.function.page;

import io.rbdfunctions.status.OrphanImage;
import io.rbdfunctions.status.RestorableImage;
import io.rbdfunctions.status.Trouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Commands to copy into a shell. {@code post} is the function that docs/api.md defines. There is no command if a name has other
 * characters than those of Kubernetes and of images: a shell could read them as something else.
 */
final class Commands {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,252}");

    private Commands() {}

    /** Shows what is known about the object. */
    static @Nullable String describe(Trouble trouble) {
        String[] parts = trouble.object().split("/", 2);
        if (!areSafe(parts)) {
            return null;
        }
        return parts.length == 2
                ? "kubectl describe pvc -n %s %s".formatted(parts[0], parts[1])
                : "kubectl describe pv " + parts[0];
    }

    /** Shows the tags and the clients of an orphan, which should be looked at before it is deleted. */
    static @Nullable String inspect(OrphanImage orphan) {
        String name = orphan.image().substring(orphan.image().lastIndexOf('/') + 1);
        return areSafe(name, orphan.storageClass())
                ? "post info '{\"storageClassName\":\"%s\",\"image\":\"%s\"}'".formatted(orphan.storageClass(), name)
                : null;
    }

    static @Nullable String restore(RestorableImage image) {
        return areSafe(image.id(), image.storageClass())
                ? "post restore '{\"storageClassName\":\"%s\",\"trashId\":\"%s\"}'"
                        .formatted(image.storageClass(), image.id())
                : null;
    }

    private static boolean areSafe(@Nullable String... names) {
        return Stream.of(names)
                .allMatch(name -> name != null && SAFE.matcher(name).matches());
    }
}
