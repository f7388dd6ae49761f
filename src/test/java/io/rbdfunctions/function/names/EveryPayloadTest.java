package io.rbdfunctions.function.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.function.names.Pool.Content;
import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.kubernetes.secret.Secrets;
import io.rbdfunctions.kubernetes.secret.TestSecrets;
import io.rbdfunctions.operation.OperationsHarness;
import io.rbdfunctions.operation.clone.call.Cloned;
import io.rbdfunctions.operation.convert.Converted;
import io.rbdfunctions.operation.delete.Deleted;
import io.rbdfunctions.operation.inspect.ImageReport;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.rollback.RolledBack;
import io.rbdfunctions.operation.snapshot.SnapshotDeleted;
import io.rbdfunctions.operation.snapshot.Snapshotted;
import io.rbdfunctions.process.ChildProcesses;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.command.Remove;
import io.rbdfunctions.rbd.command.TrashCommand;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.volume.ceph.ImageName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every payload that names a volume works on its image or is refused, for volumes of all kinds, with and without an API server. It
 * never touches another image, and never says that an image is gone that is there.
 */
class EveryPayloadTest {
    private static final Librbd LIBRBD = TestEngine.librbd();
    private static final CephCluster CEPH = CephCluster.shared();
    private static final String POOL = CEPH.freshPool();
    private static final long GROWN = 16L << 20;
    private static final String SNAPSHOT = "before-upgrade";

    /** The volume that is in the pool; null if a case has changed or trashed it. */
    private static @Nullable NamedVolume unchanged;

    /** How a payload names the volume. */
    enum Form {
        PV_NAME,
        CLAIM,
        CLAIM_UID,
        IMAGE,
        TRASH_ID,
        MANIFEST
    }

    enum Engine {
        LIBRBD,
        CLI
    }

    record Case(Endpoint endpoint, Form form, VolumeKind kind, boolean hasApi, Engine engine) {
        @Override
        public String toString() {
            return "%s by %s of %s %s API server (%s)"
                    .formatted(endpoint, form, kind, hasApi ? "with" : "without", engine);
        }

        /** Whether the image can be told without a guess. */
        boolean isCertain() {
            if (endpoint == Endpoint.CONVERT) {
                return form == Form.MANIFEST || hasApi;
            }
            if (isOfData() && !kind.isJournaled()) {
                return false;
            }
            return switch (form) {
                case IMAGE, TRASH_ID, MANIFEST -> true;
                // The PersistentVolume does not help to find an image in the trash.
                case PV_NAME, CLAIM, CLAIM_UID -> kind.isKnownToCeph() || (hasApi && !isOfTrash());
            };
        }

        boolean isOfData() {
            return endpoint == Endpoint.SNAPSHOT || endpoint == Endpoint.CLONE || endpoint == Endpoint.ROLLBACK;
        }

        boolean isOfTrash() {
            return endpoint == Endpoint.RESTORE || endpoint == Endpoint.PURGE;
        }
    }

    @AfterAll
    static void closeLibrbd() {
        LIBRBD.close();
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (VolumeKind kind : VolumeKind.values()) {
            for (boolean hasApi : new boolean[] {true, false}) {
                forms(kind)
                        .forEach((endpoint, forms) -> forms.forEach(
                                form -> cases.add(new Case(endpoint, form, kind, hasApi, Engine.LIBRBD))));
                cases.add(new Case(Endpoint.DELETE, Form.PV_NAME, kind, hasApi, Engine.CLI));
            }
        }
        return cases.stream();
    }

    private static Map<Endpoint, List<Form>> forms(VolumeKind kind) {
        List<Form> claim = kind.hasClaim() ? List.of(Form.CLAIM) : List.of();
        List<Form> uid = kind.hasClaim() ? List.of(Form.CLAIM_UID) : List.of();
        List<Form> existing = join(List.of(List.of(Form.PV_NAME, Form.IMAGE), claim, uid));
        Map<Endpoint, List<Form>> forms = new HashMap<>(Map.of(
                Endpoint.INFO, existing,
                Endpoint.EXPAND, existing,
                Endpoint.DELETE, existing,
                Endpoint.SNAPSHOT, existing,
                Endpoint.CLONE, existing,
                Endpoint.ROLLBACK, existing,
                Endpoint.RESTORE, join(List.of(List.of(Form.PV_NAME, Form.IMAGE, Form.TRASH_ID), claim)),
                Endpoint.PURGE, join(List.of(List.of(Form.PV_NAME, Form.IMAGE, Form.TRASH_ID), claim, uid))));
        if (kind == VolumeKind.HANDED_OVER || kind == VolumeKind.CONVERTED) {
            forms.put(Endpoint.CONVERT, List.of(Form.PV_NAME, Form.MANIFEST));
        }
        return forms;
    }

    private static List<Form> join(List<List<Form>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void worksOnTheImageOfTheVolumeOrRefuses(Case wanted) {
        try (TestApi api = wanted.hasApi ? new TestApi() : TestApi.none()) {
            Pool pool = pool(wanted, api);
            NamedVolume volume = volume(wanted, pool);
            if (wanted.hasApi) {
                api.put(volume.manifest());
                api.put(volume.claim());
            }
            String id = pool.id(volume.image());
            if (wanted.isOfTrash()) {
                trash(pool, volume);
            }
            Map<String, ?> payload = payload(wanted, volume, id);
            if (wanted.endpoint == Endpoint.ROLLBACK) {
                takeSnapshot(pool, wanted, volume);
            }
            Content before = pool.content();

            Outcome<?> outcome = pool.call(wanted.endpoint, payload);

            assertThat(outcome instanceof Outcome.Done<?>)
                    .as("%s: %s", wanted, outcome)
                    .isEqualTo(wanted.isCertain());
            assertEffect(wanted, id, volume, outcome, before, pool);
            if (wanted.endpoint == Endpoint.DELETE) {
                assertRepeatable(pool, wanted, payload);
            }
            removeCopies(pool, outcome);
            if (!wanted.isOfTrash() && pool.content().equals(before)) {
                unchanged = volume;
            }
        }
    }

    private static void takeSnapshot(Pool pool, Case wanted, NamedVolume volume) {
        if (wanted.kind.isJournaled()) {
            pool.answer(Snapshotted.class, Endpoint.SNAPSHOT, Map.of("image", volume.image(), "name", SNAPSHOT));
        }
    }

    /** An image with clones cannot be removed as others are. */
    private static void removeCopies(Pool pool, Outcome<?> outcome) {
        switch (outcome) {
            case Outcome.Done<?>(Snapshotted taken) ->
                pool.answer(
                        SnapshotDeleted.class,
                        Endpoint.DELETE,
                        Map.of("snapshot", Map.of("handle", taken.handle().toString())));
            case Outcome.Done<?>(Cloned cloned) ->
                pool.answer(
                        Deleted.class,
                        Endpoint.DELETE,
                        Map.of("image", cloned.image().name().value()));
            case Outcome.Done<?>(RolledBack back) -> {
                pool.session().run(new Remove(back.image()));
                pool.answer(
                        SnapshotDeleted.class,
                        Endpoint.DELETE,
                        Map.of(
                                "snapshot",
                                Map.of(
                                        "name",
                                        SNAPSHOT,
                                        "image",
                                        back.image().name().value())));
            }
            default -> {
                // There are none.
            }
        }
    }

    /** That of the last case if it is of the kind and has not been changed, since making one takes long. */
    private static NamedVolume volume(Case wanted, Pool pool) {
        NamedVolume last = unchanged;
        unchanged = null;
        if (last != null && last.kind() == wanted.kind && wanted.endpoint != Endpoint.CONVERT) {
            return last;
        }
        pool.clear();
        return NamedVolume.make(wanted.kind, pool, CEPH);
    }

    private static void assertEffect(
            Case wanted, String id, NamedVolume volume, Outcome<?> outcome, Content before, Pool pool) {
        Content after = pool.content();
        if (!(outcome instanceof Outcome.Done<?>(Object answer))) {
            assertThat(after).isEqualTo(before);
            return;
        }
        Map<String, Long> images = new HashMap<>(before.images());
        Map<String, String> trash = new HashMap<>(before.trash());
        switch (wanted.endpoint) {
            case INFO -> assertThat(((ImageReport) answer).id()).isEqualTo(id);
            case EXPAND -> images.put(id, GROWN);
            case DELETE -> images.remove(id);
            case SNAPSHOT -> {
                String made = ((Snapshotted) answer).image().name().value();
                assertThat(pool.parent(made)).isEqualTo(id);
                images.put(pool.id(made), 8L << 20);
            }
            case CLONE -> {
                String made = ((Cloned) answer).image().name().value();
                assertThat(pool.parent(made)).isEqualTo(pool.id(made + "-temp"));
                assertThat(pool.parent(made + "-temp")).isEqualTo(id);
                images.put(pool.id(made), 8L << 20);
                images.put(pool.id(made + "-temp"), 8L << 20);
            }
            case ROLLBACK -> {
                String now = pool.id(volume.image());
                assertThat(pool.parent(volume.image()))
                        .isNotEqualTo(id)
                        .isIn(before.images().keySet());
                images.remove(id);
                images.put(now, 8L << 20);
                trash.put(id, volume.image() + "-before");
            }
            case RESTORE -> images.put(id, 8L << 20);
            case CONVERT ->
                assertThat(Optional.ofNullable(((Converted) answer).persistentVolume())
                                .flatMap(converted -> new VolumeView(converted).image())
                                .orElse(volume.image()))
                        .isEqualTo(volume.image());
            default -> {
                // A purge changes only the trash.
            }
        }
        if (wanted.isOfTrash()) {
            trash.remove(id);
        }
        assertThat(after).isEqualTo(new Content(images, trash));
    }

    /** A repetition is answered or refused, and deletes nothing else. */
    private static void assertRepeatable(Pool pool, Case wanted, Map<String, ?> payload) {
        Content before = pool.content();

        Outcome<?> again = pool.call(wanted.endpoint, payload);

        assertThat(again instanceof Outcome.Done<?>).as("%s", again).isEqualTo(wanted.isCertain());
        assertThat(pool.content()).isEqualTo(before);
    }

    private static void trash(Pool pool, NamedVolume volume) {
        var session = pool.session();
        session.run(new TrashCommand.Move(
                session.image(new ImageName(volume.image())), Instant.now().plus(Duration.ofHours(1))));
    }

    private static Map<String, ?> payload(Case wanted, NamedVolume volume, String id) {
        Map<String, Object> payload = new HashMap<>();
        switch (wanted.form) {
            case PV_NAME -> payload.put("pvName", volume.name());
            case CLAIM -> payload.put("claim", NamedVolume.claimOf(volume.uid()));
            case CLAIM_UID -> payload.put("claim", Map.of("uid", volume.uid()));
            case IMAGE -> payload.put("image", volume.image());
            case TRASH_ID -> payload.put("trashId", id);
            case MANIFEST -> payload.put("persistentVolume", volume.manifest());
        }
        switch (wanted.endpoint) {
            case EXPAND -> payload.put("size", "16Mi");
            case SNAPSHOT -> payload.put("name", "of-" + volume.name());
            case ROLLBACK -> payload.put("snapshot", Map.of("name", SNAPSHOT));
            case CLONE -> {
                Map<String, Object> source = Map.copyOf(payload);
                payload.clear();
                payload.put("source", source);
                payload.put("pvName", "copy-of-" + volume.name());
            }
            case PURGE -> payload.put("force", true);
            default -> {
                // The name is enough.
            }
        }
        return payload;
    }

    private Pool pool(Case wanted, TestApi api) {
        Secrets secrets = TestSecrets.inFiles(CEPH.secrets());
        RbdEngine engine = wanted.engine == Engine.LIBRBD
                ? TestEngine.over(LIBRBD, Duration.ofMillis(500))
                : TestEngine.over(new ChildProcesses(4, Duration.ofSeconds(60)), Duration.ofMillis(500));
        Map<String, String> parameters = new HashMap<>(Map.of(
                "monitors", CEPH.monitors(),
                "pool", POOL,
                "adminId", "admin",
                "adminSecretName", "ceph-admin",
                "adminSecretNamespace", "kube-system"));
        parameters.putAll(
                wanted.kind.isCsi() || wanted.endpoint == Endpoint.CONVERT
                        ? Map.of("clusterID", "c1", "nodeStageSecretName", "stage")
                        : Map.of("userSecretName", "ceph-user"));
        return new Pool(
                parameters,
                OperationsHarness.calls(engine, secrets, api),
                OperationsHarness.sessions(engine, secrets, api));
    }
}
