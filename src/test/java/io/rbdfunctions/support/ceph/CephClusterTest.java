package io.rbdfunctions.support.ceph;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@WithCeph
class CephClusterTest {
    private final CephCluster ceph;
    private final String image = "test-" + UUID.randomUUID();

    CephClusterTest(CephCluster ceph) {
        this.ceph = ceph;
    }

    @Test
    void storesImages() {
        ceph.createImage(image, 1024);

        assertThat(ceph.exists(image)).isTrue();
        assertThat(ceph.sizeOf(image)).isEqualTo(1L << 30);
        assertThat(ceph.rbd("info", ceph.pool() + "/missing").exitCode()).isEqualTo(2);
    }

    @Test
    void restrictsTheUserToOnePool() {
        var other = ceph.freshPool();
        ceph.createImage(other + "/" + image, 1);

        assertThat(ceph.rbdAsUser("list", ceph.pool()).exitCode()).isZero();
        assertThat(ceph.rbdAsUser("info", other + "/" + image).exitCode()).isNotZero();
    }

    @Test
    void listsAWatcherUntilItCloses() {
        ceph.createImage(image, 1);

        try (var _ = ceph.watch(image)) {
            assertThat(ceph.watchers(image)).isEqualTo(1);
            assertThat(ceph.rbd("remove", "--no-progress", ceph.pool() + "/" + image)
                            .exitCode())
                    .isEqualTo(16);
        }
        assertThat(ceph.watchers(image)).isZero();
    }

    @Test
    void listsAKilledWatcherForAWhile() {
        ceph.createImage(image, 1);

        try (var watch = ceph.watch(image)) {
            watch.kill();
        }

        assertThat(ceph.watchers(image)).isEqualTo(1);
    }

    @Test
    void supportsSnapshotsClonesAndLocks() {
        ceph.createImage(image, 1);
        ceph.snapshot(image, "s1");
        ceph.protect(image, "s1");
        ceph.clone(image, "s1", image + "-child");
        ceph.lock(image, "mine");

        var spec = ceph.pool() + "/" + image;
        assertThat(ceph.rbd("children", spec + "@s1").stdout()).contains(image + "-child");
        assertThat(ceph.rbd("lock", "list", spec).stdout()).contains("mine");
    }

    @Test
    void writesKeysReadableByTheOwnerOnly() throws Exception {
        var key = ceph.secrets().resolve("kube-system/ceph-admin/key");

        assertThat(key).hasContent(ceph.adminKey());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }

    @Test
    void isSharedByAllTestsOfTheJvm() {
        assertThat(CephCluster.shared()).isSameAs(ceph);
        assertThat(CephCluster.at(ceph.directory()).monitors()).isEqualTo(ceph.monitors());
    }
}
