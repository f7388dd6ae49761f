package io.rbdfunctions.operation.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.kubernetes.secret.TestSecrets;
import io.rbdfunctions.operation.CephTest;
import io.rbdfunctions.operation.TestPools;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.rbd.engine.TestSessions;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.rbd.object.ObjectRef;
import io.rbdfunctions.rbd.object.ObjectWrite;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.RadosNamespace;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@SecondLane
class JournalContentsTest extends CephTest {
    private static final Librbd LIBRBD = TestEngine.librbd();
    private static final RadosObjects OBJECTS = TestEngine.objects(LIBRBD);
    private static final String DIRECTORY = "csi.volumes.default";
    /** Some pages of the directory. */
    private static final int VOLUMES = 2_500;

    private final Session session = TestSessions.admin(ceph);
    private final JournalContents contents = TestPools.journals(TestSecrets.inFiles(ceph.secrets()), OBJECTS, api);
    private final ClassSource source =
            new ClassSource.Given(request().parameter("clusterID", "c1").parameters());

    @AfterAll
    static void disconnect() {
        LIBRBD.close();
    }

    @Test
    void thePagesOfTheDirectoryAreRead() {
        Map<String, String> volumes = new TreeMap<>();
        IntStream.range(0, VOLUMES)
                .forEach(
                        number -> volumes.put("pvc-" + number, UUID.randomUUID().toString()));
        write(DIRECTORY, keys(volumes));

        JournalListing listing = contents.list(source, () -> false);

        assertThat(listing.directory()).isEqualTo(volumes);
        assertThat(listing.hasWholeDirectory()).isTrue();
    }

    /** Wherever the search begins. */
    @RepeatedTest(10)
    void allObjectsOfASmallPoolAreFound() {
        String[] uuids = IntStream.range(0, 50)
                .mapToObj(_ -> UUID.randomUUID().toString())
                .toArray(String[]::new);
        for (String uuid : uuids) {
            write("csi.volume." + uuid, Map.of("csi.volname", "pvc-" + uuid));
        }
        write("csi.volume.group." + uuids[0], Map.of("a", "b"));
        write("rbd_data.1", Map.of("a", "b"));
        write(DIRECTORY, keys(Map.of("pvc-0", uuids[0], "pvc-x", "nonsense")));

        JournalListing listing = contents.list(source, () -> false);

        assertThat(listing.objects()).containsExactlyInAnyOrder(uuids);
        assertThat(listing.hasAllObjects()).isTrue();
        assertThat(listing.unlisted()).hasSize(49).doesNotContain(uuids[0]);
        assertThat(listing.directory()).containsEntry("pvc-x", "nonsense");
        assertThat(listing.lacks("pvc-0", uuids[0])).isFalse();
        assertThat(listing.lacks("pvc-1", uuids[1]))
                .as("a key in the directory")
                .isTrue();
        assertThat(listing.lacks("pvc-x", "nonsense")).as("an object").isTrue();
        assertThat(contents.nameOf(source, uuids[1])).contains("pvc-" + uuids[1]);
    }

    /** Classes with different pools can have one journal pool. */
    @Test
    void volumesInOtherPoolsAreLeftOut() {
        String uuid = UUID.randomUUID().toString();
        write(DIRECTORY, keys(Map.of("pvc-other", "00000000000fffff/" + uuid, "pvc-own", uuid)));

        assertThat(contents.list(source, () -> false).directory()).isEqualTo(Map.of("pvc-own", uuid));
    }

    @Test
    void aSearchEndsInTime() {
        JournalListing listing = contents.list(source, () -> true);

        assertThat(listing).isEqualTo(new JournalListing(Map.of(), Set.of(), false, false));
        assertThat(listing.lacks("pvc-1", "1"))
                .as("what was not read tells nothing")
                .isFalse();
    }

    @Test
    void anObjectWithoutAValidNameHasNone() {
        String unnamed = UUID.randomUUID().toString();
        String invalid = UUID.randomUUID().toString();
        write("csi.volume." + unnamed, Map.of("csi.imageid", "1"));
        write("csi.volume." + invalid, Map.of("csi.volname", "../x"));

        assertThat(contents.nameOf(source, unnamed)).isEmpty();
        assertThat(contents.nameOf(source, invalid)).isEmpty();
        assertThat(contents.nameOf(source, UUID.randomUUID().toString())).isEmpty();
    }

    private void write(String object, Map<String, String> keys) {
        ObjectRef ref = new ObjectRef(new PoolName(pool), RadosNamespace.DEFAULT, object);
        OBJECTS.run(session, ObjectWrite.of(ref).createIfMissing().set(keys));
    }

    private static Map<String, String> keys(Map<String, String> volumes) {
        Map<String, String> keys = new TreeMap<>();
        volumes.forEach((name, value) -> keys.put("csi.volume." + name, value));
        return keys;
    }
}
