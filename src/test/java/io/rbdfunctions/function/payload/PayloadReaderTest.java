package io.rbdfunctions.function.payload;

import static io.rbdfunctions.function.http.FunctionRequests.CLAIM;
import static io.rbdfunctions.function.http.FunctionRequests.PARAMETERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rbdfunctions.operation.check.CheckRequest;
import io.rbdfunctions.operation.convert.ConvertRequest;
import io.rbdfunctions.operation.delete.DeleteRequest;
import io.rbdfunctions.operation.delete.DeletionMode;
import io.rbdfunctions.operation.expand.ExpandRequest;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.image.ImageTarget.ExistingClaim;
import io.rbdfunctions.operation.image.ImageTarget.VolumeRef;
import io.rbdfunctions.operation.inspect.InspectRequest;
import io.rbdfunctions.operation.inspect.ListRequest;
import io.rbdfunctions.operation.provision.ClaimTerms;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.repair.RepairRequest;
import io.rbdfunctions.operation.request.ManifestSource;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.operation.trash.PurgeRequest;
import io.rbdfunctions.operation.trash.RestoreRequest;
import io.rbdfunctions.operation.trash.TrashTarget;
import io.rbdfunctions.takeover.TakeoverRequest;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.CsiDriver;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ReclaimPolicy;
import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.VolumeMode;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.validation.InvalidRequestException;
import io.rbdfunctions.volume.validation.Violation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Payloads become requests, or are rejected with all violations. */
final class PayloadReaderTest {
    private static final Map<String, String> GIVEN = Map.of(
            "monitors",
            "10.0.7.52:6789",
            "pool",
            "kube",
            "adminSecretName",
            "ceph-admin",
            "userSecretName",
            "ceph-user");
    private static final ClaimTerms ANY_SIZE =
            new ClaimTerms(new Capacity(1), List.of(), false, false, null, null, Map.of());
    private static final ClassSource CLASS = new ClassSource.Named(new ObjectName("rbd"));

    @Test
    void readsAllFieldsOfAProvisionRequest() {
        String json = """
                {"size":"1536Mi","pvName":"pvc-1",%s,"accessModes":["ReadWriteOnce"],"volumeMode":"Block",
                "reclaimPolicy":"Retain","mountOptions":["discard","_netdev"],"storageClassName":"rbd",%s,
                "selector":{},"dataSource":{"kind":"PersistentVolumeClaim"},"dryRun":true}""".formatted(CLAIM, PARAMETERS);

        assertThat(request(Endpoint.PROVISION, json))
                .isEqualTo(new ProvisionRequest(
                        new ClaimTerms(
                                Capacity.ofMebibytes(1536),
                                List.of("ReadWriteOnce"),
                                true,
                                true,
                                VolumeMode.BLOCK,
                                null,
                                Map.of()),
                        new ClassSource.Merged(new ObjectName("rbd"), GIVEN),
                        new ObjectName("rbd"),
                        new ObjectName("pvc-1"),
                        new ClaimRef(ObjectKey.of("shop", "data"), new Uid("0b0d5a6e")),
                        ReclaimPolicy.RETAIN,
                        List.of("discard", "_netdev"),
                        null,
                        true));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{'size':1,'storageClassName':'rbd'}",
                "{'size':'1','storageClassName':'rbd','pvName':null,'claim':null,'accessModes':null,'volumeMode':null,"
                        + "'reclaimPolicy':null,'mountOptions':null,'parameters':null,'selector':null,'dataSource':null,"
                        + "'dryRun':null}",
                "{'dryRun':false,'accessModes':[],'storageClassName':'rbd','size':'1'}"
            })
    void absentAndNullFieldsUseTheDefaults(String json) {
        assertThat(request(Endpoint.PROVISION, json.replace('\'', '"')))
                .isEqualTo(new ProvisionRequest(
                        ANY_SIZE, CLASS, new ObjectName("rbd"), null, null, null, null, null, false));
    }

    @ParameterizedTest(name = "{0} is {1} bytes")
    @CsvSource({"'\"1Gi\"', 1073741824", "'\"1.5Gi\"', 1610612736", "1073741824, 1073741824", "'\"1e3\"', 1000"})
    void sizesAreQuantitiesOrWholeNumbers(String size, long bytes) {
        assertThat(request(Endpoint.EXPAND, "{\"image\":\"a\",\"storageClassName\":\"rbd\",\"size\":" + size + "}"))
                .isEqualTo(new ExpandRequest(new ImageTarget(new ImageName("a"), CLASS), new Capacity(bytes), false));
    }

    @ParameterizedTest(name = "{0} selects {1}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "'image':'a'|a|",
                "'pvName':'pvc-0b0d5a6e'|kubernetes-dynamic-pvc-0b0d5a6e|pvc-0b0d5a6e",
                "'claim':{'uid':'0b0d5a6e'}|kubernetes-dynamic-pvc-0b0d5a6e|pvc-0b0d5a6e",
                "'claim':{'namespace':'shop','name':'data','uid':'0b0d5a6e'}|kubernetes-dynamic-pvc-0b0d5a6e|pvc-0b0d5a6e",
                "'pvName':'data'|kubernetes-dynamic-pvc-8d777f38-5d3d-3ec8-815d-20f7496026dc|data"
            })
    void selectsAnImageByNameVolumeOrClaim(String target, String image, @Nullable String volume) {
        String json = "{\"storageClassName\":\"rbd\"," + target.replace('\'', '"') + "}";
        Uid uid = new Uid("0b0d5a6e");
        ObjectKey key = target.contains("namespace") ? ObjectKey.of("shop", "data") : null;
        ExistingClaim claim = target.contains("claim") ? new ExistingClaim(uid, key) : null;
        ImageTarget expected = new ImageTarget(
                new ImageName(image),
                CLASS,
                volume == null ? null : new VolumeRef(new ObjectName(volume), null, claim));

        assertThat(request(Endpoint.DELETE, json))
                .isEqualTo(new DeleteRequest(
                        expected,
                        volume == null ? null : new ObjectName(volume),
                        new DeletionMode.ByClass(),
                        null,
                        false));
        assertThat(request(Endpoint.INFO, json)).isEqualTo(new InspectRequest(expected));
    }

    @Test
    void readsRequestsForExistingImages() {
        ImageName image = new ImageName("a");
        ProvisionRequest volume =
                new ProvisionRequest(ANY_SIZE, CLASS, new ObjectName("rbd"), null, null, null, null, image, false);
        String json = "\"storageClassName\":\"rbd\"}";

        assertThat(request(Endpoint.PROVISION, "{\"existingImage\":\"a\"," + json))
                .isEqualTo(volume);
        assertThat(request(Endpoint.RESTORE, "{\"image\":\"a\",\"trashId\":\"1005\",\"as\":\"b\"," + json))
                .isEqualTo(new RestoreRequest(image, new ImageId("1005"), new ImageName("b"), withoutImage(volume)));
        assertThat(request(Endpoint.PURGE, "{\"trashId\":\"1005\",\"force\":true," + json))
                .isEqualTo(new PurgeRequest(new ImageId("1005"), CLASS, true, false));
        assertThat(request(Endpoint.DELETE, "{\"image\":\"a\",\"permanently\":true," + json))
                .isEqualTo(new DeleteRequest(
                        new ImageTarget(image, CLASS), null, new DeletionMode.Permanent(), null, false));
        assertThat(request(Endpoint.CONVERT, "{\"pvName\":\"pv-1\"," + json))
                .isEqualTo(new ConvertRequest(new ManifestSource.Named(new ObjectName("pv-1")), CLASS, false, false));
        assertThat(request(Endpoint.REPAIR, "{\"pvName\":\"pv-1\"," + json))
                .isEqualTo(new RepairRequest(new ManifestSource.Named(new ObjectName("pv-1")), CLASS, false));
    }

    @Test
    void anImageInTheTrashIsNamedByItsVolumeToo() {
        VolumeRef volume = new VolumeRef(new ObjectName("pv-1"), null);
        VolumeRef ofClaim = VolumeRef.of(new ExistingClaim(new Uid("0b0d5a6e"), null));
        String json = "\"storageClassName\":\"rbd\"}";

        assertThat(request(Endpoint.PURGE, "{\"pvName\":\"pv-1\"," + json))
                .isEqualTo(new PurgeRequest(new TrashTarget(null, null, volume), CLASS, false, false));
        assertThat(request(Endpoint.PURGE, "{\"claim\":{\"uid\":\"0b0d5a6e\"}," + json))
                .isEqualTo(new PurgeRequest(new TrashTarget(null, null, ofClaim), CLASS, false, false));
        assertThat(request(Endpoint.RESTORE, "{\"pvName\":\"pv-1\"," + json))
                .isInstanceOfSatisfying(
                        RestoreRequest.class,
                        restore -> assertThat(restore.named()).isEqualTo(volume));
        assertThat(request(Endpoint.LIST, "{\"trash\":true," + json))
                .isEqualTo(new ListRequest(CLASS, null, 100, true));
    }

    @Test
    void aVolumeThatIsNamedLeadsToItsClass() {
        assertThat(request(Endpoint.REPAIR, "{\"pvName\":\"pv-1\",\"dryRun\":true}"))
                .isEqualTo(new RepairRequest(new ManifestSource.Named(new ObjectName("pv-1")), null, true));
    }

    /** The check says what is wrong with the parameters. */
    @Test
    void theParametersOfACheckMayBeInvalid() {
        assertThat(request(Endpoint.CHECK, "{\"storageClassName\":\"rbd\",\"dryRun\":true}"))
                .isEqualTo(new CheckRequest(CLASS, true));
        assertThat(request(Endpoint.CHECK, "{\"parameters\":{\"pol\":\"kube\"}}"))
                .isEqualTo(new CheckRequest(new ClassSource.Given(Map.of("pol", "kube")), false));
    }

    @Test
    void theDriverOfATakeoverCheckIsOptional() {
        assertThat(request(Endpoint.TAKEOVER, "{}")).isEqualTo(new TakeoverRequest(null));
        assertThat(request(Endpoint.TAKEOVER, "{\"csiDriver\":\"rook-ceph.rbd.csi.ceph.com\"}"))
                .isEqualTo(new TakeoverRequest(new CsiDriver("rook-ceph.rbd.csi.ceph.com")));
    }

    private static ProvisionRequest withoutImage(ProvisionRequest volume) {
        return new ProvisionRequest(
                ANY_SIZE, volume.classSource(), volume.storageClassName(), null, null, null, null, null, false);
    }

    @Test
    void readsAPageOfAList() {
        assertThat(request(Endpoint.LIST, "{\"storageClassName\":\"rbd\"}"))
                .isEqualTo(new ListRequest(CLASS, null, 100));
        assertThat(request(Endpoint.LIST, "{\"limit\":1000,\"continue\":\"a\"," + PARAMETERS + "}"))
                .isEqualTo(new ListRequest(new ClassSource.Given(GIVEN), "a", 1000));
    }

    static Stream<Arguments> invalidPayloads() {
        String rest = ",'storageClassName':'rbd'}";
        String target = "{'image':'a'" + rest;
        return Stream.of(
                Arguments.of(Endpoint.PROVISION, "{}", "size, storageClassName"),
                Arguments.of(Endpoint.PROVISION, "{'size':''" + rest, "size"),
                Arguments.of(Endpoint.PROVISION, "{'size':'0'" + rest, "size"),
                Arguments.of(Endpoint.PROVISION, "{'size':-1" + rest, "size"),
                Arguments.of(Endpoint.PROVISION, "{'size':1.5" + rest, "size"),
                Arguments.of(Endpoint.PROVISION, "{'size':1e3" + rest, "size"),
                Arguments.of(Endpoint.PROVISION, "{'size':true" + rest, "size"),
                Arguments.of(Endpoint.PROVISION, "{'size':{}" + rest, "size"),
                Arguments.of(Endpoint.PROVISION, "{'size':99999999999999999999" + rest, "size"),
                Arguments.of(Endpoint.PROVISION, "{'size':'1','SIZE':'1'" + rest, "SIZE"),
                Arguments.of(Endpoint.PROVISION, "{'size':'1','a':1,'b':null" + rest, "a, b"),
                Arguments.of(Endpoint.PROVISION, "{'size':'1','pvName':'A'" + rest, "pvName"),
                Arguments.of(Endpoint.PROVISION, "{'size':'1','pvName':1" + rest, "pvName"),
                Arguments.of(
                        Endpoint.PROVISION, "{'size':'1','claim':{}" + rest, "claim.name, claim.namespace, claim.uid"),
                Arguments.of(
                        Endpoint.PROVISION,
                        "{'size':'1','claim':{'namespace':'','name':'-','uid':'U','x':1}" + rest,
                        "claim.name, claim.namespace, claim.uid, claim.x"),
                Arguments.of(
                        Endpoint.PROVISION,
                        "{'size':'1','claim':{'namespace':'','name':'-','uid':'U'}" + rest,
                        "claim.name, claim.namespace, claim.uid"),
                Arguments.of(Endpoint.PROVISION, "{'size':'1','claim':[]" + rest, "claim"),
                Arguments.of(Endpoint.PROVISION, "{'size':'1','accessModes':'ReadWriteOnce'" + rest, "accessModes"),
                Arguments.of(
                        Endpoint.PROVISION,
                        "{'size':'1','accessModes':['a',1,null]" + rest,
                        "accessModes[1], accessModes[2]"),
                Arguments.of(
                        Endpoint.PROVISION,
                        "{'size':'1','accessModes':[" + repeated("'a'", 17) + "]" + rest,
                        "accessModes"),
                Arguments.of(
                        Endpoint.PROVISION,
                        "{'size':'1','accessModes':['" + "a".repeat(65) + "']" + rest,
                        "accessModes[0]"),
                Arguments.of(Endpoint.PROVISION, "{'size':'1','volumeMode':'block'" + rest, "volumeMode"),
                Arguments.of(Endpoint.PROVISION, "{'size':'1','reclaimPolicy':'Recycle'" + rest, "reclaimPolicy"),
                Arguments.of(
                        Endpoint.PROVISION,
                        "{'size':'1','mountOptions':['ok','','a\\u0000','\\u00e4',' a']" + rest,
                        "mountOptions[1], mountOptions[2], mountOptions[3], mountOptions[4]"),
                Arguments.of(
                        Endpoint.PROVISION,
                        "{'size':'1','mountOptions':[" + repeated("'a'", 65) + "]" + rest,
                        "mountOptions"),
                Arguments.of(
                        Endpoint.PROVISION,
                        "{'size':'1','mountOptions':[" + repeated("1", 1001) + "]" + rest,
                        "mountOptions"),
                Arguments.of(Endpoint.PROVISION, "{'size':'1','dryRun':'true'" + rest, "dryRun"),
                Arguments.of(Endpoint.PROVISION, "{'size':'1','dryRun':0" + rest, "dryRun"),
                Arguments.of(Endpoint.PROVISION, "{'size':'1','storageClassName':''}", "storageClassName"),
                Arguments.of(
                        Endpoint.PROVISION,
                        "{'size':'1','parameters':{}}",
                        "parameters.adminSecretName, parameters.monitors, parameters.userSecretName"),
                Arguments.of(
                        Endpoint.PROVISION,
                        "{'size':'1','parameters':{'pool':null,'x':1}}",
                        "parameters.pool, parameters.x"),
                Arguments.of(Endpoint.PROVISION, "{'size':'1','parameters':[]}", "parameters"),
                Arguments.of(
                        Endpoint.PROVISION,
                        "{'size':[],'pvName':'A','dryRun':1,'a':1}",
                        "a, dryRun, pvName, size, storageClassName"),
                Arguments.of(Endpoint.EXPAND, "{}", "image, size, storageClassName"),
                Arguments.of(Endpoint.EXPAND, "{'size':'1','image':'-a'" + rest, "image"),
                Arguments.of(Endpoint.DELETE, "{'image':'a','pvName':'b'" + rest, "image"),
                Arguments.of(Endpoint.DELETE, "{'image':'a/b','pvName':'B'" + rest, "image, image, pvName"),
                Arguments.of(Endpoint.DELETE, "{'image':'a','pvName':1" + rest, "image, pvName"),
                Arguments.of(Endpoint.DELETE, "{'claim':{}" + rest, "claim.uid"),
                Arguments.of(Endpoint.DELETE, "{'claim':1" + rest, "claim"),
                Arguments.of(Endpoint.DELETE, "{'pvName':1}", "pvName, storageClassName"),
                Arguments.of(Endpoint.DELETE, "{'claim':{'uid':'1','name':'A'}" + rest, "claim.name"),
                Arguments.of(
                        Endpoint.DELETE,
                        "{'image':'a','parameters':{}}",
                        "parameters.adminSecretName, parameters.monitors"),
                Arguments.of(
                        Endpoint.DELETE,
                        "{'image':'a','parameters':{'x':'y'},'storageClassName':'A'}",
                        "parameters.x, storageClassName"),
                Arguments.of(Endpoint.DELETE, target.replace("}", ",'size':'1'}"), "size"),
                Arguments.of(Endpoint.INFO, target.replace("}", ",'dryRun':true}"), "dryRun"),
                Arguments.of(Endpoint.PROVISION, "{'existingImage':'a/b'" + rest, "existingImage"),
                Arguments.of(Endpoint.PROVISION, "{'existingImage':'a','size':'0'" + rest, "size"),
                Arguments.of(Endpoint.DELETE, "{'image':'a','permanently':'yes'" + rest, "permanently"),
                Arguments.of(Endpoint.RESTORE, "{}", "image, storageClassName"),
                Arguments.of(Endpoint.RESTORE, "{'trashId':'../x','as':'-a'" + rest, "as, trashId"),
                Arguments.of(
                        Endpoint.RESTORE, "{'image':'a','claim':{'uid':'1'}" + rest, "claim.name, claim.namespace"),
                Arguments.of(Endpoint.RESTORE, "{'image':'a','size':'1'" + rest, "size"),
                Arguments.of(Endpoint.PURGE, "{'force':true" + rest, "trashId"),
                Arguments.of(Endpoint.PURGE, "{'trashId':'--all'" + rest, "trashId"),
                Arguments.of(Endpoint.PURGE, "{'trashId':'1','image':'a'" + rest, "trashId"),
                Arguments.of(Endpoint.CONVERT, "{'pvName':'a','persistentVolume':{}" + rest, "persistentVolume"),
                Arguments.of(Endpoint.CONVERT, "{'persistentVolume':[]" + rest, "persistentVolume"),
                Arguments.of(Endpoint.CONVERT, "{'persistentVolume':null" + rest, "persistentVolume"),
                Arguments.of(
                        Endpoint.CONVERT,
                        "{'persistentVolume':{'kind':'PersistentVolume','metadata':{},'spec':{'capacity':1}}" + rest,
                        "persistentVolume"),
                Arguments.of(Endpoint.REPAIR, "{}", "persistentVolume, storageClassName"),
                Arguments.of(Endpoint.REPAIR, "{'pvName':'a','persistentVolume':{}}", "persistentVolume"),
                Arguments.of(Endpoint.REPAIR, "{'pvName':'A'}", "pvName"),
                Arguments.of(
                        Endpoint.REPAIR,
                        "{'pvName':'a','parameters':{}}",
                        "parameters.adminSecretName, parameters.monitors"),
                Arguments.of(Endpoint.REPAIR, "{'pvName':'a','image':'b'}", "image"),
                Arguments.of(
                        Endpoint.REPAIR,
                        "{'persistentVolume':{'kind':'PersistentVolume','metadata':{},'spec':{}}}",
                        "storageClassName"),
                Arguments.of(Endpoint.CHECK, "{'image':'a','dryRun':1}", "dryRun, image, storageClassName"),
                Arguments.of(Endpoint.CHECK, "{'parameters':{'pool':1}}", "parameters.pool"),
                Arguments.of(Endpoint.TAKEOVER, "{'csiDriver':'ebs.csi.aws.com','pvName':'a'}", "csiDriver, pvName"),
                Arguments.of(Endpoint.LIST, "{'limit':0" + rest, "limit"),
                Arguments.of(Endpoint.LIST, "{'limit':1001" + rest, "limit"),
                Arguments.of(Endpoint.LIST, "{'limit':'1'" + rest, "limit"),
                Arguments.of(Endpoint.LIST, "{'limit':1.0" + rest, "limit"),
                Arguments.of(Endpoint.LIST, "{'limit':9999999999" + rest, "limit"),
                Arguments.of(Endpoint.LIST, "{'next':'a'" + rest, "next"),
                Arguments.of(Endpoint.LIST, "{'continue':'" + "a".repeat(1025) + "'" + rest, "continue"));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("invalidPayloads")
    void reportsAllViolationsSortedByField(Endpoint endpoint, String json, String fields) {
        String text = json.replace('\'', '"');

        InvalidRequestException refused =
                catchThrowableOfType(InvalidRequestException.class, () -> request(endpoint, text));

        assertThat(refused).as(text).isNotNull();
        assertThat(refused.violations().stream().map(Violation::field).collect(Collectors.joining(", ")))
                .isEqualTo(fields);
        assertThat(refused.violations()).extracting(Violation::message).allMatch(message -> !message.isBlank());
    }

    @Test
    void reportsUnknownFieldsWithTheKnownOnes() {
        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class,
                () -> request(Endpoint.LIST, "{\"storageClassName\":\"rbd\",\"" + "x".repeat(100) + "\":1}"));

        assertThat(refused.violations())
                .containsExactly(new Violation(
                        "x".repeat(80) + "...",
                        "is unknown; known are storageClassName, parameters, limit, continue, trash, snapshots"));
    }

    private static @Nullable Object request(Endpoint endpoint, String json) {
        return PayloadReader.read(endpoint, StrictJson.object(json.getBytes(StandardCharsets.UTF_8)))
                .request();
    }

    private static String repeated(String element, int times) {
        return Stream.generate(() -> element).limit(times).collect(Collectors.joining(","));
    }
}
