package io.rbdfunctions.support.ceph;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** What a key looks like where it must not be seen. */
public final class KeyEncodings {
    private KeyEncodings() {}

    /** The keys as they are, and as Secrets have them. */
    public static List<String> of(String... keys) {
        return Stream.of(keys)
                .flatMap(
                        key -> Stream.of(key, Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8))))
                .toList();
    }
}
