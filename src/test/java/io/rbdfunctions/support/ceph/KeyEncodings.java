package io.rbdfunctions.support.ceph;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** The encodings in which a leaked key could appear. */
public final class KeyEncodings {
    private KeyEncodings() {}

    /** The keys in plain text and in base64 as in Secrets. */
    public static List<String> of(String... keys) {
        return Stream.of(keys)
                .flatMap(
                        key -> Stream.of(key, Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8))))
                .toList();
    }
}
