package io.rbdfunctions.function.names;

import static io.rbdfunctions.operation.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.secret.Secrets;
import io.rbdfunctions.kubernetes.secret.TestSecrets;
import io.rbdfunctions.operation.OperationsHarness;
import io.rbdfunctions.operation.delete.Deleted;
import io.rbdfunctions.operation.inspect.ImagePage;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.provision.Provisioned;
import io.rbdfunctions.operation.trash.Purged;
import io.rbdfunctions.operation.trash.Restored;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.CephCluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What callers learn about the trash and do with it, without an API server. */
@SecondLane
class TrashCallsTest {
    private static final Librbd LIBRBD = TestEngine.librbd();
    private static final String VOLUME = "data-1";
    private static final Map<String, ?> NAMED = Map.of("pvName", VOLUME);
    private static final Map<String, ?> NEW = Map.of("pvName", VOLUME, "size", "8Mi");

    private final CephCluster ceph = CephCluster.shared();
    private final Pool pool = pool();

    private String trashId = "unset";
    private String image = "unset";

    @AfterAll
    static void closeLibrbd() {
        LIBRBD.close();
    }

    @BeforeEach
    void deleteAnImage() {
        image = pool.answer(Provisioned.class, Endpoint.PROVISION, NEW)
                .image()
                .name()
                .value();
        String id = pool.id(image);
        trashId = Objects.requireNonNull(
                        pool.answer(Deleted.class, Endpoint.DELETE, NAMED).trashId())
                .value();
        assertThat(trashId).isEqualTo(id);
    }

    @Test
    void theListShowsTheVolumeAndTheId() {
        ImagePage page = pool.answer(ImagePage.class, Endpoint.LIST, Map.of("trash", true));

        assertThat(page.images()).singleElement().satisfies(entry -> {
            assertThat(entry.image()).isEqualTo(image);
            assertThat(entry.tags().volume()).isEqualTo(VOLUME);
            assertThat(Objects.requireNonNull(entry.trashed()).id()).isEqualTo(trashId);
        });
        assertThat(pool.answer(ImagePage.class, Endpoint.LIST, Map.of()).images())
                .isEmpty();
    }

    @Test
    void theListOfImagesShowsTheirVolumesAndClaims() {
        pool.answer(
                Provisioned.class, Endpoint.PROVISION, Map.of("size", "8Mi", "claim", NamedVolume.claimOf("0b0d5a6e")));

        assertThat(pool.answer(ImagePage.class, Endpoint.LIST, Map.of()).images())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.tags().volume()).isEqualTo("pvc-0b0d5a6e");
                    assertThat(entry.tags().claim()).isEqualTo("shop/data");
                });
    }

    @Test
    void aRepeatedDeletionNamesTheIdAgain() {
        Deleted byVolume = pool.answer(Deleted.class, Endpoint.DELETE, NAMED);
        Deleted byImage = pool.answer(Deleted.class, Endpoint.DELETE, Map.of("image", image));

        assertThat(byVolume.action()).isEqualTo(Deleted.Action.ALREADY_GONE);
        assertThat(byVolume).isEqualTo(byImage);
        assertThat(byVolume.trashId()).hasToString(trashId);
    }

    @Test
    void infoSaysThatTheImageIsInTheTrash() {
        assertInTrash(refused(pool.call(Endpoint.INFO, NAMED)));
        assertInTrash(refused(pool.call(Endpoint.INFO, Map.of("image", image))));
    }

    @Test
    void aNewImageOfThatNameIsAnnounced() {
        assertThat(pool.answer(Provisioned.class, Endpoint.PROVISION, NEW).warnings())
                .singleElement()
                .asString()
                .contains("the trash has image " + image, trashId);
    }

    @Test
    void aVolumeIsRestored() {
        Restored restored = pool.answer(Restored.class, Endpoint.RESTORE, NAMED);
        Restored again = pool.answer(Restored.class, Endpoint.RESTORE, NAMED);

        assertThat(restored.action()).isEqualTo(Restored.Action.RESTORED);
        assertThat(again.action()).isEqualTo(Restored.Action.ALREADY_THERE);
        assertThat(again.image()).isEqualTo(restored.image());
        assertThat(pool.id(image)).isEqualTo(trashId);
    }

    @Test
    void oneOfSeveralDeletedImagesMustBeNamedByItsId() {
        pool.answer(Provisioned.class, Endpoint.PROVISION, NEW);
        pool.answer(Deleted.class, Endpoint.DELETE, NAMED);

        Refusal refusal = refused(pool.call(Endpoint.RESTORE, NAMED));

        assertThat(refusal.reason()).isEqualTo(Reason.CONFLICT);
        assertThat(refusal.detail()).contains("volume " + VOLUME, "set trashId to one of", trashId);
    }

    @Test
    void aPurgedImageIsGoneAndAMistypedIdIsAMistake() {
        Map<String, ?> purge = Map.of("pvName", VOLUME, "force", true);
        assertThat(pool.answer(Purged.class, Endpoint.PURGE, purge).id()).hasToString(trashId);

        assertThat(pool.answer(Purged.class, Endpoint.PURGE, Map.of("trashId", trashId))
                        .action())
                .isEqualTo(Purged.Action.ALREADY_GONE);
        assertThat(pool.answer(Purged.class, Endpoint.PURGE, Map.of("image", image))
                        .action())
                .isEqualTo(Purged.Action.ALREADY_GONE);
        assertThat(refused(pool.call(Endpoint.PURGE, Map.of("trashId", trashId + "1")))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
    }

    private void assertInTrash(Refusal refusal) {
        assertThat(refusal.reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal.detail()).contains("the trash has image " + image, trashId, "restore it");
    }

    private Pool pool() {
        Secrets secrets = TestSecrets.inFiles(ceph.secrets());
        TestApi none = TestApi.none();
        RbdEngine engine = TestEngine.over(LIBRBD, Duration.ofMillis(500));
        Map<String, String> parameters = new HashMap<>(Map.of(
                "monitors", ceph.monitors(),
                "pool", ceph.freshPool(),
                "adminId", "admin",
                "adminSecretName", "ceph-admin",
                "adminSecretNamespace", "kube-system",
                "userSecretName", "ceph-user",
                "trashRetention", "1h"));
        return new Pool(
                parameters,
                OperationsHarness.calls(engine, secrets, none),
                OperationsHarness.sessions(engine, secrets, none));
    }
}
