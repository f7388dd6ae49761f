package io.rbdfunctions.function.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.rollback.RollbackRequest;
import io.rbdfunctions.operation.rollback.RollbackRequest.RequestId;
import io.rbdfunctions.operation.rollback.RollbackSource;
import io.rbdfunctions.operation.snapshot.call.SnapshotRequestName;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.csi.VolumeHandle;
import io.rbdfunctions.volume.validation.InvalidRequestException;
import io.rbdfunctions.volume.validation.Violation;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payloads of rollbacks become requests, or are rejected with all violations. */
class RollbackPayloadsTest {
    private static final String HANDLE = "0001-0002-c1-0000000000000001-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b";
    private static final ImageTarget IMAGE =
            new ImageTarget(new ImageName("a"), new ClassSource.Named(new ObjectName("rbd")));

    @Test
    void aVolumeGoesBackToASnapshotOrToAnImageInTheTrash() {
        assertThat(request("'image':'a','snapshot':{'handle':'" + HANDLE + "'}"))
                .isEqualTo(of(new RollbackSource.OfSnapshot(VolumeHandle.parse(HANDLE))));
        assertThat(request("'image':'a','snapshot':{'name':'before'}"))
                .isEqualTo(of(new RollbackSource.OfNamedSnapshot(new SnapshotRequestName("before"))));
        assertThat(request("'image':'a','volumeSnapshot':{'namespace':'shop','name':'before'}"))
                .isEqualTo(of(new RollbackSource.OfVolumeSnapshot(ObjectKey.of("shop", "before"))));
        assertThat(request("'image':'a','trashId':'1005ddb30304'"))
                .isEqualTo(of(new RollbackSource.OfTrash(new ImageId("1005ddb30304"))));
        assertThat(request("'image':'a','trashId':'1','requestId':'deploy-42','dryRun':true"))
                .isEqualTo(new RollbackRequest(
                        IMAGE, new RollbackSource.OfTrash(new ImageId("1")), new RequestId("deploy-42"), true));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
        'image':'a'                                                   | snapshot
        'trashId':'1'                                                 | image
        'image':'a','pvName':'b','trashId':'1'                        | image
        'image':'a','trashId':'1','snapshot':{'name':'b'}             | snapshot
        'image':'a','trashId':'1','volumeSnapshot':{'namespace':'b','name':'c'} | snapshot
        'image':'a','snapshot':'b'                                    | snapshot
        'image':'a','snapshot':null                                   | snapshot
        'image':'a','snapshot':{}                                     | snapshot.handle
        'image':'a','snapshot':{'handle':'b'}                         | snapshot.handle
        'image':'a','snapshot':{'handle':'HANDLE','name':'b'}         | snapshot.handle
        'image':'a','snapshot':{'name':'b','pvName':'c'}              | snapshot.pvName
        'image':'a','volumeSnapshot':{'name':'b'}                     | volumeSnapshot.namespace
        'image':'a','volumeSnapshot':{'namespace':'b'}                | volumeSnapshot.name
        'image':'a','volumeSnapshot':{'namespace':'b','name':'c','x':1} | volumeSnapshot.x
        'image':'a','trashId':'-1'                                    | trashId
        'image':'a','trashId':'1','requestId':''                      | requestId
        'image':'a','trashId':'1','requestId':'a b'                   | requestId
        'image':'a','trashId':'1','dryRun':'yes'                      | dryRun
        'image':'a','trashId':'1','force':true                        | force
        """)
    void wrongMixesOfFieldsAreRefused(String json, String fields) {
        InvalidRequestException refused =
                catchThrowableOfType(InvalidRequestException.class, () -> request(json.replace("HANDLE", HANDLE)));
        assertThat(refused.violations().stream().map(Violation::field).collect(Collectors.joining(", ")))
                .isEqualTo(fields);
    }

    private static RollbackRequest of(RollbackSource source) {
        return new RollbackRequest(IMAGE, source, null, false);
    }

    private static VolumeRequest<?> request(String fields) {
        String json = ("{'storageClassName':'rbd'," + fields + "}").replace('\'', '"');
        return PayloadReader.read(Endpoint.ROLLBACK, StrictJson.object(json.getBytes(StandardCharsets.UTF_8)))
                .request(VolumeRequest.class);
    }
}
