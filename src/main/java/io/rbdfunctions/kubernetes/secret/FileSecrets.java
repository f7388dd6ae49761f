package io.rbdfunctions.kubernetes.secret;

import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ceph.CephCredentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reads keys from mounted Secrets: files {@code <directory>/<namespace>/<name>/key}. Needs no RBAC rules. */
record FileSecrets(Path directory) implements Secrets {
    private static final long MAX_FILE_SIZE = 4096;

    @Override
    public CephCredentials credentials(ObjectKey secret) {
        Path files = directory
                .resolve(secret.namespace().value())
                .resolve(secret.name().value());
        Map<String, String> data = new HashMap<>();
        for (String name : SecretData.NAMES) {
            read(secret, files.resolve(name), data);
        }
        if (data.isEmpty()) {
            throw SecretException.missing(secret, "no file %s/key in the secrets directory".formatted(secret));
        }
        return SecretData.credentials(secret, data);
    }

    private static void read(ObjectKey secret, Path file, Map<String, String> data) {
        try {
            if (Files.size(file) > MAX_FILE_SIZE) {
                throw SecretException.unusable(secret, "its file %s is too long".formatted(file.getFileName()));
            }
            data.put(String.valueOf(file.getFileName()), Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException | NotDirectoryException _) {
            return;
        } catch (IOException _) {
            throw SecretException.unusable(secret, "its file %s cannot be read".formatted(file.getFileName()));
        }
    }
}
