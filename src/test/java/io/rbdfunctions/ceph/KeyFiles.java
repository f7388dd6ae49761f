package io.rbdfunctions.ceph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A cluster's keys in files, as mounted Secrets give them: {@code <directory>/<namespace>/<name>/key}. */
public final class KeyFiles {
    private KeyFiles() {}

    /**
     * Writes {@code kube-system/ceph-admin} and {@code kube-system/ceph-user} beside the cluster's files.
     *
     * @return the directory with the namespaces; it goes when the cluster goes
     */
    public static Path write(CephCluster cluster) {
        var secrets = cluster.directory().resolve("secrets");
        writeKey(secrets, "ceph-admin", cluster.adminKey());
        writeKey(secrets, "ceph-user", cluster.userKey());
        return secrets;
    }

    private static void writeKey(Path secrets, String name, String key) {
        var file = secrets.resolve("kube-system").resolve(name).resolve("key");
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
