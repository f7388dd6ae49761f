package io.rbdfunctions.kubernetes.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ceph.CephCredentials;
import io.rbdfunctions.volume.ceph.CephKey;
import io.rbdfunctions.volume.ceph.CephUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSecretsTest {
    private static final ObjectKey ADMIN = ObjectKey.of("kube-system", "ceph-admin");

    private static final String KEY = "AQBcanaryAAAABAAJsGcXq0bPUSrMGXnWU/uoA==";
    private static final String OTHER = "AQCOd0BjAAAAABAAJsGcXq0bPUSrMGXnWU/uoA==";

    @TempDir
    Path directory = Path.of("set by JUnit");

    private Path files = directory;

    @BeforeEach
    void makeDirectory() throws IOException {
        files = Files.createDirectories(directory.resolve("kube-system").resolve("ceph-admin"));
    }

    @Test
    void readsTheKeyFile() throws IOException {
        Files.writeString(files.resolve("key"), KEY + "\n");

        assertThat(read()).isEqualTo(new CephCredentials(null, new CephKey(KEY)));
    }

    @Test
    void readsUserAndKeyInTheFormatOfCephCsi() throws IOException {
        Files.writeString(files.resolve("userID"), "kube\n");
        Files.writeString(files.resolve("userKey"), KEY + "\n");

        assertThat(read()).isEqualTo(new CephCredentials(new CephUser("kube"), new CephKey(KEY)));
    }

    /** Kubelet updates a mounted Secret by pointing the link {@code ..data} to another directory. */
    @Test
    void readsThroughTheLinksOfAMountedSecretAndSeesItChange() throws IOException {
        Files.writeString(Files.createDirectory(files.resolve("..old")).resolve("key"), OTHER);
        Files.writeString(Files.createDirectory(files.resolve("..new")).resolve("key"), KEY);
        Files.createSymbolicLink(files.resolve("..data"), Path.of("..old"));
        Files.createSymbolicLink(files.resolve("key"), Path.of("..data", "key"));
        assertThat(read().key().value()).isEqualTo(OTHER);

        Files.delete(files.resolve("..data"));
        Files.createSymbolicLink(files.resolve("..data"), Path.of("..new"));

        assertThat(read().key().value()).isEqualTo(KEY);
    }

    @Test
    void reportsTheNamesOfOldVersionsOfCephCsi() throws IOException {
        Files.writeString(files.resolve("adminID"), "kube");
        Files.writeString(files.resolve("adminKey"), KEY);

        assertThat(failure()).hasMessageEndingWith("rename them to userID and userKey");
    }

    @Test
    void reportsTheMissingFile() {
        assertThat(failure())
                .hasMessage("failed to get admin secret from [\"kube-system\"/\"ceph-admin\"]: no file"
                        + " kube-system/ceph-admin/key in the secrets directory")
                .matches(SecretException::isMissing);
    }

    @Test
    void reportsAMissingSecretIfTheNamespaceIsAFile() throws IOException {
        Files.delete(files);
        Files.delete(files.getParent());
        Files.writeString(directory.resolve("kube-system"), "");

        assertThat(failure().isMissing()).isTrue();
    }

    @Test
    void rejectsAFileThatIsTooLong() throws IOException {
        Files.writeString(files.resolve("key"), "a".repeat(4097));

        assertThat(failure()).hasMessageEndingWith(": its file key is too long").matches(not -> !not.isMissing());
    }

    @Test
    void rejectsAFileThatIsNotText() throws IOException {
        Files.write(files.resolve("key"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThat(failure()).hasMessageEndingWith(": its file key cannot be read");
    }

    @Test
    void rejectsADirectoryInPlaceOfAFile() throws IOException {
        Files.createDirectory(files.resolve("key"));

        assertThat(failure()).hasMessageEndingWith(": its file key cannot be read");
    }

    private CephCredentials read() {
        return new FileSecrets(directory).credentials(ADMIN);
    }

    private SecretException failure() {
        return catchThrowableOfType(SecretException.class, this::read);
    }
}
