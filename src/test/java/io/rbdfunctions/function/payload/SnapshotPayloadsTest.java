package io.rbdfunctions.function.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rbdfunctions.operation.clone.call.CloneRequest;
import io.rbdfunctions.operation.clone.call.CloneSource;
import io.rbdfunctions.operation.delete.DeleteRequest;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.image.ImageTarget.ExistingClaim;
import io.rbdfunctions.operation.image.ImageTarget.VolumeRef;
import io.rbdfunctions.operation.provision.ClaimTerms;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.snapshot.call.DeleteSnapshotRequest;
import io.rbdfunctions.operation.snapshot.call.SnapshotRequestName;
import io.rbdfunctions.operation.snapshot.call.SnapshotTarget;
import io.rbdfunctions.operation.snapshot.call.TakeSnapshotRequest;
import io.rbdfunctions.operation.snapshot.inspect.InspectSnapshotRequest;
import io.rbdfunctions.operation.snapshot.inspect.ListSnapshotsRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.csi.VolumeHandle;
import io.rbdfunctions.volume.validation.InvalidRequestException;
import io.rbdfunctions.volume.validation.Violation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payloads about snapshots become requests, or are rejected with all violations. */
class SnapshotPayloadsTest {
    private static final ClassSource CLASS = new ClassSource.Named(new ObjectName("rbd"));
    private static final String HANDLE = "0001-0002-c1-0000000000000001-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b";
    private static final SnapshotRequestName NAME = new SnapshotRequestName("before");
    private static final ImageTarget IMAGE = new ImageTarget(new ImageName("a"), CLASS);

    @Test
    void aSnapshotIsTakenOfAnImageAVolumeOrAClaim() {
        assertThat(request(Endpoint.SNAPSHOT, "'image':'a','name':'before','dryRun':true"))
                .isEqualTo(new TakeSnapshotRequest(IMAGE, NAME, true));
        assertThat(request(Endpoint.SNAPSHOT, "'pvName':'pv-1','name':'before'"))
                .isInstanceOfSatisfying(
                        TakeSnapshotRequest.class,
                        take -> assertThat(take.target().volume())
                                .isEqualTo(new VolumeRef(new ObjectName("pv-1"), null)));
        assertThat(request(Endpoint.SNAPSHOT, "'claim':{'uid':'1'},'name':'before'"))
                .isInstanceOfSatisfying(
                        TakeSnapshotRequest.class,
                        take -> assertThat(take.target().volume())
                                .isEqualTo(VolumeRef.of(new ExistingClaim(new Uid("1"), null))));
    }

    @Test
    void aSnapshotIsNamedByItsHandleOrByItsNameAndVolume() {
        SnapshotTarget byHandle = new SnapshotTarget(CLASS, VolumeHandle.parse(HANDLE), null, null);
        SnapshotTarget byName = new SnapshotTarget(CLASS, null, NAME, IMAGE);

        assertThat(request(Endpoint.DELETE, "'snapshot':{'handle':'" + HANDLE + "'},'dryRun':true"))
                .isEqualTo(new DeleteSnapshotRequest(byHandle, true));
        assertThat(request(Endpoint.DELETE, "'snapshot':{'name':'before','image':'a'}"))
                .isEqualTo(new DeleteSnapshotRequest(byName, false));
        assertThat(request(Endpoint.INFO, "'snapshot':{'handle':'" + HANDLE + "'}"))
                .isEqualTo(new InspectSnapshotRequest(byHandle));
        assertThat(request(Endpoint.INFO, "'snapshot':{'name':'before'}"))
                .isEqualTo(new InspectSnapshotRequest(new SnapshotTarget(CLASS, null, NAME, null)));
    }

    @Test
    void aNewVolumeBeginsAsACopyOfAVolumeOrOfASnapshot() {
        SnapshotTarget snapshot = new SnapshotTarget(CLASS, null, NAME, null);
        ProvisionRequest volume = new ProvisionRequest(
                new ClaimTerms(new Capacity(1), List.of(), false, false, null, null, Map.of()),
                CLASS,
                new ObjectName("rbd"),
                new ObjectName("pv-2"),
                null,
                null,
                null,
                null,
                false);

        assertThat(request(Endpoint.CLONE, "'pvName':'pv-2','source':{'image':'a'}"))
                .isEqualTo(new CloneRequest(volume, false, new CloneSource.OfVolume(IMAGE)));
        assertThat(request(Endpoint.CLONE, "'pvName':'pv-2','size':'8Mi','snapshot':{'name':'before'}"))
                .isEqualTo(new CloneRequest(
                        volume.ofSize(Capacity.parse("8Mi")), true, new CloneSource.OfSnapshot(snapshot)));
        assertThat(request(Endpoint.RESTORE, "'pvName':'pv-2','snapshot':{'name':'before'}"))
                .isEqualTo(new CloneRequest(volume, false, new CloneSource.OfSnapshot(snapshot)));
    }

    @Test
    void snapshotsAreListedByPage() {
        assertThat(request(Endpoint.LIST, "'snapshots':true,'limit':2,'continue':'snapshot-a'"))
                .isEqualTo(new ListSnapshotsRequest(CLASS, "snapshot-a", 2));
    }

    /** A script whose variable is empty must not delete the volume. */
    @Test
    void aSnapshotThatIsMissingNeverBecomesItsVolume() {
        assertThat(violations(Endpoint.DELETE, "'snapshot':null")).isEqualTo("image");
        assertThat(violations(Endpoint.DELETE, "'snapshot':{'name':null,'image':'a'}"))
                .isEqualTo("snapshot.handle");
        assertThat(request(Endpoint.DELETE, "'image':'a','snapshot':null")).isInstanceOf(DeleteRequest.class);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
        SNAPSHOT | 'image':'a'                                   | name
        SNAPSHOT | 'name':'before'                               | image
        SNAPSHOT | 'image':'a','pvName':'b','name':'before'      | image
        SNAPSHOT | 'image':'a','name':'Before'                   | name
        SNAPSHOT | 'image':'a','name':''                         | name
        SNAPSHOT | 'image':'a','name':'a94101cb-34b2-45b2-870c-55ceb1355d5f' | name
        SNAPSHOT | 'image':'a','name':'before','size':'1'        | size
        SNAPSHOT | 'image':'a','name':'b','snapshotNamePrefix':'c' | snapshotNamePrefix
        SNAPSHOT | 'image':'a','name':'b','parameters':{'snapshotNamePrefix':'-c'} | parameters.snapshotNamePrefix
        DELETE   | 'snapshot':{}                                 | snapshot.handle
        DELETE   | 'snapshot':'before'                           | snapshot
        DELETE   | 'snapshot':{'name':'before'}                  | snapshot.name
        DELETE   | 'snapshot':{'handle':'before'}                | snapshot.handle
        DELETE   | 'snapshot':{'handle':'HANDLE','name':'before','image':'a'} | snapshot.handle, snapshot.handle
        DELETE   | 'snapshot':{'handle':'HANDLE','pvName':'a'}   | snapshot.handle
        DELETE   | 'snapshot':{'name':'b','pvName':'a','image':'a'} | snapshot.image
        DELETE   | 'snapshot':{'name':'b','claim':{}}            | snapshot.claim.uid
        DELETE   | 'snapshot':{'handle':'HANDLE','x':1}          | snapshot.x
        DELETE   | 'snapshot':{'handle':'HANDLE'},'pvName':'a'   | image
        DELETE   | 'snapshot':{'handle':'HANDLE'},'permanently':false | permanently
        INFO     | 'snapshot':{'handle':'HANDLE'},'image':'a'    | image
        INFO     | 'snapshot':{'pvName':'a'}                     | snapshot.handle
        LIST     | 'snapshots':true,'trash':true                 | snapshots
        LIST     | 'snapshots':'yes'                             | snapshots
        CLONE    | 'pvName':'a'                                  | source
        CLONE    | 'source':{'image':'a'},'snapshot':{'name':'b'} | source
        CLONE    | 'source':{}                                   | source.image
        CLONE    | 'source':{'image':'a','pvName':'b'}           | source.image
        CLONE    | 'source':{'image':'a','x':1}                  | source.x
        CLONE    | 'source':{'claim':{}}                         | source.claim.uid
        CLONE    | 'source':'a'                                  | source
        CLONE    | 'source':{'image':'a'},'claim':{'uid':'1'}    | claim.name, claim.namespace
        CLONE    | 'source':{'image':'a'},'existingImage':'b'    | existingImage
        CLONE    | 'source':{'image':'a'},'dataSource':{}        | dataSource
        CLONE    | 'source':{'image':'a'},'size':'0'             | size
        RESTORE  | 'snapshot':{'name':'b'},'image':'a','trashId':'1','as':'c' | as, image, trashId
        RESTORE  | 'snapshot':{}                                 | snapshot.handle
        RESTORE  | 'snapshot':{'name':'b'},'size':'1Gi'          | size
        PURGE    | 'trashId':'1','snapshot':{'handle':'HANDLE'}  | snapshot
        """)
    void wrongMixesOfFieldsAreRefused(Endpoint endpoint, String json, String fields) {
        assertThat(violations(endpoint, json.replace("HANDLE", HANDLE))).isEqualTo(fields);
    }

    @Test
    void aNameFitsIntoTheJournal() {
        assertThat(violations(Endpoint.SNAPSHOT, "'image':'a','name':'" + "a".repeat(245) + "'"))
                .isEqualTo("name");
        assertThat(request(Endpoint.SNAPSHOT, "'image':'a','name':'" + "a".repeat(244) + "'"))
                .isInstanceOf(TakeSnapshotRequest.class);
    }

    private static String violations(Endpoint endpoint, String json) {
        return catchThrowableOfType(InvalidRequestException.class, () -> request(endpoint, json)).violations().stream()
                .map(Violation::field)
                .collect(Collectors.joining(", "));
    }

    private static VolumeRequest<?> request(Endpoint endpoint, String fields) {
        String json = ("{'storageClassName':'rbd'," + fields + "}").replace('\'', '"');
        return PayloadReader.read(endpoint, StrictJson.object(json.getBytes(StandardCharsets.UTF_8)))
                .request(VolumeRequest.class);
    }
}
