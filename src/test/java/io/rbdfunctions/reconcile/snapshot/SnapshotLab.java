package io.rbdfunctions.reconcile.snapshot;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.snapshot.SampleContent;
import io.rbdfunctions.kubernetes.snapshot.SnapshotClasses;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContentView;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContents;
import io.rbdfunctions.kubernetes.snapshot.SnapshotKinds;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.reconcile.result.ReconcileEvents;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.reconcile.result.TestEvents;
import io.rbdfunctions.volume.ObjectName;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A reconciler of contents on a stored API server, whose operations are scripted. */
final class SnapshotLab implements AutoCloseable, VolumeOperations {
    private static final ProvisionerConfig PROVISIONER = () -> SampleContent.DRIVER;

    private final TestApi api = new TestApi();
    private final TestEvents events = new TestEvents(api);
    private final List<VolumeRequest<?>> requests = new ArrayList<>();
    private final List<GenericKubernetesResource> atRequests = new ArrayList<>();
    private final ObjectName name =
            new SnapshotContentView(SampleContent.toTake().build()).name();
    private Function<VolumeRequest<?>, Outcome<?>> script = request -> {
        throw new AssertionError("unexpected " + request);
    };

    SnapshotLab() {
        makeClass(Map.of(
                "clusterID",
                "c1",
                "csi.storage.k8s.io/snapshotter-secret-name",
                "csi-rbd",
                "csi.storage.k8s.io/snapshotter-secret-namespace",
                "kube-system"));
    }

    SnapshotReconciler reconciler(boolean isEnabled) {
        SnapshotContents contents = api.contents();
        SnapshotAccess access = new SnapshotAccess(new SnapshotClasses(api.client()), PROVISIONER);
        SnapshotFailures failures = new SnapshotFailures(contents, InstantSource.system());
        ReconcileEvents writer = events.writer(PROVISIONER);
        return new SnapshotReconciler(
                contents,
                new SnapshotCreation(this, contents, access, failures, writer),
                new SnapshotLookup(this, contents, access, failures, writer),
                new SnapshotDeletion(this, contents, access, writer),
                PROVISIONER,
                () -> isEnabled);
    }

    Reconciled reconcile() {
        return reconciler(true).reconcile(name);
    }

    /** From now on, operations answer this. */
    void answer(VolumeAnswer answer) {
        script = _ -> new Outcome.Done<>(answer);
    }

    void script(Function<VolumeRequest<?>, Outcome<?>> outcome) {
        script = outcome;
    }

    @Override
    @SuppressWarnings("unchecked") // the script knows the types
    public <A extends VolumeAnswer> Outcome<A> run(VolumeRequest<A> request) {
        requests.add(request);
        atRequests.add(now());
        return (Outcome<A>) script.apply(request);
    }

    /** Stores the content in place of an earlier one. */
    GenericKubernetesResource put(SampleContent content) {
        var all = api.client().genericKubernetesResources(SnapshotKinds.CONTENTS);
        GenericKubernetesResource object = content.build();
        boolean isTerminating = object.getMetadata().getDeletionTimestamp() != null;
        object.getMetadata().setDeletionTimestamp(null);
        GenericKubernetesResource made = all.resource(object).create();
        if (isTerminating) {
            all.withName(name.value()).delete();
        }
        return made;
    }

    void makeClass(Map<String, String> parameters) {
        makeClass(SampleContent.DRIVER, parameters);
    }

    void makeClass(String driver, Map<String, String> parameters) {
        deleteClass();
        api.client()
                .genericKubernetesResources(SnapshotKinds.CLASSES)
                .resource(new GenericKubernetesResourceBuilder()
                        .withApiVersion(SnapshotKinds.API_VERSION)
                        .withKind("VolumeSnapshotClass")
                        .withNewMetadata()
                        .withName(SampleContent.CLASS)
                        .endMetadata()
                        .addToAdditionalProperties("driver", driver)
                        .addToAdditionalProperties("deletionPolicy", "Delete")
                        .addToAdditionalProperties("parameters", parameters)
                        .build())
                .create();
    }

    void deleteClass() {
        api.client()
                .genericKubernetesResources(SnapshotKinds.CLASSES)
                .withName(SampleContent.CLASS)
                .delete();
    }

    @Nullable GenericKubernetesResource find() {
        return api.contents().find(name).orElse(null);
    }

    GenericKubernetesResource now() {
        return Objects.requireNonNull(find(), "the content is gone");
    }

    SnapshotContentView view() {
        return new SnapshotContentView(now());
    }

    Map<String, Object> status() {
        return Objects.requireNonNullElse(now().<Map<String, Object>>get("status"), Map.of());
    }

    List<VolumeRequest<?>> requests() {
        return requests;
    }

    VolumeRequest<?> request() {
        return requests.getFirst();
    }

    /** The parameters of the only request. */
    Map<String, String> parameters() {
        return ((ClassSource.Given) Objects.requireNonNull(request().classSource())).parameters();
    }

    /** The content as it was when the first operation began. */
    SnapshotContentView atRequest() {
        return new SnapshotContentView(atRequests.getFirst());
    }

    List<String> events() {
        return events.all();
    }

    @Override
    public void close() {
        api.close();
    }
}
