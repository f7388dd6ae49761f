package io.rbdfunctions.rbd.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.MetadataCommand;
import io.rbdfunctions.rbd.command.MetadataCommand.MetadataKey;
import io.rbdfunctions.rbd.command.MetadataCommand.MetadataValue;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.ImageWatch;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rbd command reads the metadata that librbd's header method or an open image has set. */
@SecondLane
class LibrbdTagsTest {
    private static final Librbd LIBRBD = TestEngine.librbd();

    private final CephCluster ceph = CephCluster.shared();
    private final RbdEngine engine = TestEngine.over(LIBRBD);
    private final Session session = TestSessions.admin(ceph);
    private final String pool = ceph.freshPool();
    private final String image = pool + "/data";

    @AfterAll
    static void close() {
        LIBRBD.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "layering",
                "layering,exclusive-lock,object-map,fast-diff,deep-flatten",
                "layering,exclusive-lock,journaling"
            })
    void rbdReadsTheMetadata(String features) {
        create(features);
        write("a/b", "a ".repeat(500) + "b");
        write("a/b", "again");
        write("conf_rbd_cache", "false");
        assertThat(read("a/b")).isEqualTo("again");
        assertThat(read("conf_rbd_cache")).isEqualTo("false");
    }

    @Test
    void setsMetadataOfAWatchedImage() {
        create("layering,exclusive-lock");
        try (ImageWatch _ = ceph.watch(image)) {
            write("a", "1");
            assertThat(read("a")).isEqualTo("1");
        }
    }

    /** The image is removed between two calls. */
    @Test
    void doesNotCreateAMissingHeader() {
        create("layering");
        ceph.removeHeaders(pool);
        assertThatExceptionOfType(RbdException.class)
                .isThrownBy(() -> write("a", "1"))
                .satisfies(failure -> assertThat(failure.error()).isEqualTo(RbdError.NOT_FOUND));
        assertThat(ceph.headers(pool)).isEmpty();
    }

    private void create(String features) {
        ceph.rbd("create", image, "--size", "8M", "--image-feature", features).orFail();
    }

    private void write(String key, String value) {
        engine.run(
                session,
                new MetadataCommand.Set(
                        ImageRef.of(pool, "data"),
                        Map.of(
                                new MetadataKey(key),
                                new MetadataValue(value),
                                new MetadataKey("other"),
                                new MetadataValue("x"))));
    }

    private String read(String key) {
        return ceph.rbd("image-meta", "get", image, key).orFail().stdout().strip();
    }
}
