package io.rbdfunctions.function.http;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.check.CheckReport;
import io.rbdfunctions.operation.check.CheckRequest;
import io.rbdfunctions.operation.check.Finding;
import io.rbdfunctions.operation.check.StepName;
import io.rbdfunctions.operation.clone.call.CloneRequest;
import io.rbdfunctions.operation.clone.call.Cloned;
import io.rbdfunctions.operation.convert.ConvertRequest;
import io.rbdfunctions.operation.convert.Converted;
import io.rbdfunctions.operation.delete.DeleteRequest;
import io.rbdfunctions.operation.delete.Deleted;
import io.rbdfunctions.operation.expand.ExpandRequest;
import io.rbdfunctions.operation.expand.Expanded;
import io.rbdfunctions.operation.image.ImageNames;
import io.rbdfunctions.operation.inspect.ImagePage;
import io.rbdfunctions.operation.inspect.ImageReport;
import io.rbdfunctions.operation.inspect.InspectRequest;
import io.rbdfunctions.operation.inspect.ListRequest;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.provision.Provisioned;
import io.rbdfunctions.operation.repair.RepairRequest;
import io.rbdfunctions.operation.repair.Repaired;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.rollback.RollbackRequest;
import io.rbdfunctions.operation.rollback.RolledBack;
import io.rbdfunctions.operation.snapshot.SnapshotDeleted;
import io.rbdfunctions.operation.snapshot.Snapshotted;
import io.rbdfunctions.operation.snapshot.call.DeleteSnapshotRequest;
import io.rbdfunctions.operation.snapshot.call.SnapshotRequestName;
import io.rbdfunctions.operation.snapshot.call.TakeSnapshotRequest;
import io.rbdfunctions.operation.snapshot.inspect.InspectSnapshotRequest;
import io.rbdfunctions.operation.snapshot.inspect.ListSnapshotsRequest;
import io.rbdfunctions.operation.snapshot.inspect.SnapshotFacts;
import io.rbdfunctions.operation.snapshot.inspect.SnapshotPage;
import io.rbdfunctions.operation.snapshot.inspect.SnapshotReport;
import io.rbdfunctions.operation.trash.PurgeRequest;
import io.rbdfunctions.operation.trash.Purged;
import io.rbdfunctions.operation.trash.RestoreRequest;
import io.rbdfunctions.operation.trash.Restored;
import io.rbdfunctions.takeover.TakeoverReport;
import io.rbdfunctions.takeover.TakeoverReport.ClassFinding;
import io.rbdfunctions.takeover.TakeoverReport.UnservableVolume;
import io.rbdfunctions.takeover.TakeoverRequest;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import io.rbdfunctions.volume.csi.VolumeHandle;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Operations that succeed unless scripted otherwise, and record their requests. */
@Alternative
@Singleton
public final class ScriptedOperations implements VolumeOperations {
    static final PoolName POOL = new PoolName("kube");
    private static final long BEFORE = 1L << 30;
    private static final VolumeHandle HANDLE =
            VolumeHandle.parse("0001-0002-c1-0000000000000001-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b");

    private final Queue<Object> requests = new ConcurrentLinkedQueue<>();
    private volatile Supplier<@Nullable Refusal> script = () -> null;

    /** Lets every operation succeed, and clears the recorded requests. */
    public void reset() {
        requests.clear();
        script = () -> null;
    }

    public void refuse(Refusal refusal) {
        script = () -> refusal;
    }

    public void fail(RuntimeException failure) {
        script = () -> {
            throw failure;
        };
    }

    /** Runs {@code pause} at the start of every operation. */
    void pause(Runnable pause) {
        script = () -> {
            pause.run();
            return null;
        };
    }

    public List<Object> requests() {
        return List.copyOf(requests);
    }

    private Provisioned provision(ProvisionRequest request) {
        ImageName image = ImageNames.of(
                request.persistentVolumeName(),
                request.claim() == null ? null : request.claim().uid());
        return new Provisioned(
                Provisioned.Action.CREATED, ref(image), request.size(), volume(image, request.size()), List.of());
    }

    private Expanded expand(ExpandRequest request) {
        return new Expanded(
                ref(request.target().image()),
                BEFORE,
                request.size(),
                request.size().bytes(),
                true,
                request.dryRun());
    }

    private Deleted delete(DeleteRequest request) {
        return new Deleted(Deleted.Action.DELETED, ref(request.target().image()));
    }

    private static ImageReport inspect(ImageName image) {
        return new ImageReport(
                ref(image),
                "10226b8b4567",
                BEFORE,
                256,
                4L << 20,
                List.of("layering"),
                null,
                Instant.parse("2026-11-23T09:00:00Z"),
                null,
                List.of(),
                List.of("10.0.7.9:0/1"),
                List.of(new ImageReport.Snapshot("before", BEFORE, true)),
                Map.of("rbdfunctions.io/claim-uid", "1"));
    }

    private Restored restore(RestoreRequest request) {
        ImageName image = request.image() == null ? new ImageName("restored") : request.image();
        return new Restored(Restored.Action.RESTORED, ref(image), volume(image, new Capacity(BEFORE)), List.of("look"));
    }

    private Purged purge(PurgeRequest request) {
        return new Purged(Purged.Action.PURGED, PoolSpec.of(POOL), request.id());
    }

    private static Snapshotted snapshot(TakeSnapshotRequest request) {
        return new Snapshotted(
                Snapshotted.Action.CREATED,
                ref(new ImageName("csi-snap-" + HANDLE.uuid())),
                HANDLE,
                request.dryRun() ? Instant.EPOCH : Instant.parse("2026-11-23T09:00:00.25Z"),
                new Capacity(BEFORE),
                true);
    }

    private static SnapshotFacts facts() {
        return new SnapshotFacts(
                HANDLE, new SnapshotRequestName("before"), new ImageName("a"), new ObjectName("pvc-1"));
    }

    private static SnapshotPage snapshots() {
        String image = "csi-snap-" + HANDLE.uuid();
        return new SnapshotPage(
                PoolSpec.of(POOL),
                List.of(
                        new SnapshotPage.Entry(
                                image,
                                BEFORE,
                                Instant.parse("2026-11-23T09:00:00Z"),
                                List.of(new ImageReport.Link("kube/b", false)),
                                facts()),
                        new SnapshotPage.Entry(
                                "half-made", null, null, List.of(), new SnapshotFacts(HANDLE, null, null, null))),
                null);
    }

    private Converted convert() {
        return new Converted(
                Converted.Action.TO_BE_CONVERTED,
                volume(new ImageName("a"), new Capacity(BEFORE)),
                null,
                List.of("first", "second"),
                List.of());
    }

    private static Repaired repair() {
        return new Repaired(
                Repaired.Action.WOULD_REPAIR,
                new ObjectName("pvc-1"),
                ref(new ImageName("a")),
                List.of("the object o"));
    }

    private static CheckReport check() {
        return new CheckReport(List.of(
                new CheckReport.Line(StepName.PARAMETERS, Finding.passed("valid")),
                new CheckReport.Line(StepName.SECRET, Finding.failed("not there", "make it")),
                new CheckReport.Line(StepName.KEY, Finding.skipped("no Secret"))));
    }

    private static TakeoverReport takeover() {
        return new TakeoverReport(
                1,
                List.of(
                        new UnservableVolume("pvc-1", "shop/data", "no Secret"),
                        new UnservableVolume("pvc-2", null, "a")),
                0,
                List.of(new ClassFinding("rbd", null), new ClassFinding("ssd", "no pool")),
                List.of(new ClassFinding("gold", "unknown parameter")),
                true);
    }

    private ImagePage list(ListRequest request) {
        return new ImagePage(
                PoolSpec.of(POOL),
                List.of(new ImagePage.Entry("a", BEFORE), new ImagePage.Entry("half-made", null)),
                request.after() == null ? "half-made" : null);
    }

    @Override
    @SuppressWarnings("unchecked") // each request has its own answer
    public <A extends VolumeAnswer> Outcome<A> run(VolumeRequest<A> request) {
        requests.add(request);
        Refusal refusal = script.get();
        return refusal == null ? new Outcome.Done<>((A) answer(request)) : new Outcome.Refused<>(refusal);
    }

    private VolumeAnswer answer(VolumeRequest<?> request) {
        return switch (request) {
            case ProvisionRequest provision -> provision(provision);
            case ExpandRequest expand -> expand(expand);
            case DeleteRequest delete -> delete(delete);
            case InspectRequest inspect -> inspect(inspect.target().image());
            case RestoreRequest restore -> restore(restore);
            case PurgeRequest purge -> purge(purge);
            case ConvertRequest _ -> convert();
            case RepairRequest _ -> repair();
            case CheckRequest _ -> check();
            case TakeoverRequest _ -> takeover();
            case ListRequest list -> list(list);
            case CloneRequest clone -> new Cloned(provision(clone.volume()), HANDLE);
            case TakeSnapshotRequest take -> snapshot(take);
            case RollbackRequest rollback ->
                new RolledBack(
                        RolledBack.Action.ROLLED_BACK,
                        ref(rollback.target().image()),
                        new ImageId("1005ddb30305"),
                        Instant.parse("2026-11-30T09:00:00.25Z"),
                        List.of());
            case DeleteSnapshotRequest _ ->
                new SnapshotDeleted(SnapshotDeleted.Action.DELETED, ref(new ImageName("csi-snap-" + HANDLE.uuid())));
            case InspectSnapshotRequest _ -> new SnapshotReport(inspect(new ImageName("a")), facts());
            case ListSnapshotsRequest _ -> snapshots();
            default -> throw new IllegalArgumentException("no scripted answer to " + request);
        };
    }

    private static ImageRef ref(ImageName image) {
        return new ImageRef(POOL, image);
    }

    private static PersistentVolume volume(ImageName image, Capacity size) {
        return new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName("pvc-1")
                .addToAnnotations("pv.kubernetes.io/provisioned-by", "rbdfunctions.io/rbd")
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .addToCapacity("storage", new Quantity(size.quantity()))
                .withNewRbd()
                .withMonitors("10.0.7.52:6789")
                .withPool(POOL.value())
                .withImage(image.value())
                .withNewSecretRef("ceph-user", null)
                .endRbd()
                .endSpec()
                .build();
    }
}
