package io.rbdfunctions.function;

import static io.rbdfunctions.function.Requests.CLAIM;
import static io.rbdfunctions.function.Requests.PARAMETERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.operation.ClassSource;
import io.rbdfunctions.operation.ConvertRequest;
import io.rbdfunctions.operation.DeleteRequest;
import io.rbdfunctions.operation.ExpandRequest;
import io.rbdfunctions.operation.ImageTarget;
import io.rbdfunctions.operation.Keeping;
import io.rbdfunctions.operation.ListRequest;
import io.rbdfunctions.operation.ProvisionRequest;
import io.rbdfunctions.operation.PurgeRequest;
import io.rbdfunctions.operation.RestoreRequest;
import io.rbdfunctions.operation.TrashId;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.ImageName;
import io.rbdfunctions.volume.InvalidRequestException;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ReclaimPolicy;
import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.Violation;
import io.rbdfunctions.volume.VolumeMode;
import jakarta.inject.Inject;
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

/** What payloads come to: a request, or everything that is wrong with them, field by field. */
@QuarkusTest
@TestProfile(WireProfile.class)
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
    private static final ClassSource CLASS = new ClassSource.Named(new ObjectName("rbd"));

    @Inject
    PayloadReader reader;

    @Test
    void aWholeProvisionRequest() {
        String json = """
                {"size":"1536Mi","pvName":"pvc-1",%s,"accessModes":["ReadWriteOnce"],"volumeMode":"Block",
                "reclaimPolicy":"Retain","mountOptions":["discard","_netdev"],"storageClassName":"rbd",%s,
                "selector":{},"dataSource":{"kind":"PersistentVolumeClaim"},"dryRun":true}""".formatted(CLAIM, PARAMETERS);

        assertThat(request(Operation.PROVISION, json))
                .isEqualTo(new ProvisionRequest(
                        Capacity.ofMebibytes(1536),
                        new ClassSource.Given(GIVEN),
                        new ObjectName("rbd"),
                        new ObjectName("pvc-1"),
                        new ClaimRef(ObjectKey.of("shop", "data"), new Uid("0b0d5a6e")),
                        List.of("ReadWriteOnce"),
                        true,
                        true,
                        VolumeMode.BLOCK,
                        ReclaimPolicy.RETAIN,
                        List.of("discard", "_netdev"),
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
    void whatIsAbsentOrNullIsLeftToTheClass(String json) {
        assertThat(request(Operation.PROVISION, json.replace('\'', '"')))
                .isEqualTo(new ProvisionRequest(
                        new Capacity(1),
                        CLASS,
                        new ObjectName("rbd"),
                        null,
                        null,
                        List.of(),
                        false,
                        false,
                        null,
                        null,
                        null,
                        false));
    }

    @ParameterizedTest(name = "{0} is {1} bytes")
    @CsvSource({"'\"1Gi\"', 1073741824", "'\"1.5Gi\"', 1610612736", "1073741824, 1073741824", "'\"1e3\"', 1000"})
    void sizesAreQuantitiesOrWholeNumbers(String size, long bytes) {
        assertThat(request(Operation.EXPAND, "{\"image\":\"a\",\"storageClassName\":\"rbd\",\"size\":" + size + "}"))
                .isEqualTo(new ExpandRequest(new ImageTarget(new ImageName("a"), CLASS), new Capacity(bytes), false));
    }

    @ParameterizedTest(name = "{0} means {1}")
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
    void anImageIsNamedByItselfItsVolumeOrItsClaim(String target, String image, @Nullable String volume) {
        String json = "{\"storageClassName\":\"rbd\"," + target.replace('\'', '"') + "}";
        ImageTarget expected = new ImageTarget(new ImageName(image), CLASS);

        assertThat(request(Operation.DELETE, json))
                .isEqualTo(new DeleteRequest(
                        expected, volume == null ? null : new ObjectName(volume), new Keeping.ByClass(), null, false));
        assertThat(request(Operation.INFO, json)).isEqualTo(expected);
    }

    @Test
    void whatAnExistingImageIsAskedFor() {
        ImageName image = new ImageName("a");
        ProvisionRequest volume = new ProvisionRequest(
                new Capacity(1),
                CLASS,
                new ObjectName("rbd"),
                null,
                null,
                List.of(),
                false,
                false,
                null,
                null,
                null,
                image,
                false);
        String json = "\"storageClassName\":\"rbd\"}";

        assertThat(request(Operation.PROVISION, "{\"existingImage\":\"a\"," + json))
                .isEqualTo(volume);
        assertThat(request(Operation.RESTORE, "{\"image\":\"a\",\"trashId\":\"1005\",\"as\":\"b\"," + json))
                .isEqualTo(new RestoreRequest(image, new TrashId("1005"), new ImageName("b"), withoutImage(volume)));
        assertThat(request(Operation.PURGE, "{\"trashId\":\"1005\",\"force\":true," + json))
                .isEqualTo(new PurgeRequest(new TrashId("1005"), CLASS, true, false));
        assertThat(request(Operation.DELETE, "{\"image\":\"a\",\"permanently\":true," + json))
                .isEqualTo(new DeleteRequest(new ImageTarget(image, CLASS), new Keeping.Nowhere(), null, false));
        assertThat(request(Operation.CONVERT, "{\"pvName\":\"pv-1\"," + json))
                .isEqualTo(new ConvertRequest(new ConvertRequest.Named(new ObjectName("pv-1")), CLASS));
    }

    private static ProvisionRequest withoutImage(ProvisionRequest volume) {
        return new ProvisionRequest(
                volume.size(),
                volume.classSource(),
                volume.storageClassName(),
                null,
                null,
                List.of(),
                false,
                false,
                null,
                null,
                null,
                false);
    }

    @Test
    void aPageOfAList() {
        assertThat(request(Operation.LIST, "{\"storageClassName\":\"rbd\"}"))
                .isEqualTo(new ListRequest(CLASS, null, 100));
        assertThat(request(Operation.LIST, "{\"limit\":1000,\"continue\":\"a\"," + PARAMETERS + "}"))
                .isEqualTo(new ListRequest(new ClassSource.Given(GIVEN), "a", 1000));
    }

    static Stream<Arguments> wrong() {
        String rest = ",'storageClassName':'rbd'}";
        String target = "{'image':'a'" + rest;
        return Stream.of(
                Arguments.of(Operation.PROVISION, "{}", "size, storageClassName"),
                Arguments.of(Operation.PROVISION, "{'size':''" + rest, "size"),
                Arguments.of(Operation.PROVISION, "{'size':'0'" + rest, "size"),
                Arguments.of(Operation.PROVISION, "{'size':-1" + rest, "size"),
                Arguments.of(Operation.PROVISION, "{'size':1.5" + rest, "size"),
                Arguments.of(Operation.PROVISION, "{'size':1e3" + rest, "size"),
                Arguments.of(Operation.PROVISION, "{'size':true" + rest, "size"),
                Arguments.of(Operation.PROVISION, "{'size':{}" + rest, "size"),
                Arguments.of(Operation.PROVISION, "{'size':99999999999999999999" + rest, "size"),
                Arguments.of(Operation.PROVISION, "{'size':'1','SIZE':'1'" + rest, "SIZE"),
                Arguments.of(Operation.PROVISION, "{'size':'1','a':1,'b':null" + rest, "a, b"),
                Arguments.of(Operation.PROVISION, "{'size':'1','pvName':'A'" + rest, "pvName"),
                Arguments.of(Operation.PROVISION, "{'size':'1','pvName':1" + rest, "pvName"),
                Arguments.of(
                        Operation.PROVISION, "{'size':'1','claim':{}" + rest, "claim.name, claim.namespace, claim.uid"),
                Arguments.of(
                        Operation.PROVISION,
                        "{'size':'1','claim':{'namespace':'','name':'-','uid':'U','x':1}" + rest,
                        "claim.x"),
                Arguments.of(
                        Operation.PROVISION,
                        "{'size':'1','claim':{'namespace':'','name':'-','uid':'U'}" + rest,
                        "claim.name, claim.namespace, claim.uid"),
                Arguments.of(Operation.PROVISION, "{'size':'1','claim':[]" + rest, "claim"),
                Arguments.of(Operation.PROVISION, "{'size':'1','accessModes':'ReadWriteOnce'" + rest, "accessModes"),
                Arguments.of(
                        Operation.PROVISION,
                        "{'size':'1','accessModes':['a',1,null]" + rest,
                        "accessModes[1], accessModes[2]"),
                Arguments.of(
                        Operation.PROVISION,
                        "{'size':'1','accessModes':[" + repeated("'a'", 17) + "]" + rest,
                        "accessModes"),
                Arguments.of(
                        Operation.PROVISION,
                        "{'size':'1','accessModes':['" + "a".repeat(65) + "']" + rest,
                        "accessModes[0]"),
                Arguments.of(Operation.PROVISION, "{'size':'1','volumeMode':'block'" + rest, "volumeMode"),
                Arguments.of(Operation.PROVISION, "{'size':'1','reclaimPolicy':'Recycle'" + rest, "reclaimPolicy"),
                Arguments.of(
                        Operation.PROVISION,
                        "{'size':'1','mountOptions':['ok','','a\\u0000','\\u00e4',' a']" + rest,
                        "mountOptions[1], mountOptions[2], mountOptions[3], mountOptions[4]"),
                Arguments.of(
                        Operation.PROVISION,
                        "{'size':'1','mountOptions':[" + repeated("'a'", 65) + "]" + rest,
                        "mountOptions"),
                Arguments.of(
                        Operation.PROVISION,
                        "{'size':'1','mountOptions':[" + repeated("1", 1001) + "]" + rest,
                        "mountOptions"),
                Arguments.of(Operation.PROVISION, "{'size':'1','dryRun':'true'" + rest, "dryRun"),
                Arguments.of(Operation.PROVISION, "{'size':'1','dryRun':0" + rest, "dryRun"),
                Arguments.of(Operation.PROVISION, "{'size':'1','storageClassName':''}", "storageClassName"),
                Arguments.of(
                        Operation.PROVISION,
                        "{'size':'1','parameters':{}}",
                        "parameters.adminSecretName, parameters.monitors, parameters.userSecretName"),
                Arguments.of(
                        Operation.PROVISION,
                        "{'size':'1','parameters':{'pool':null,'x':1}}",
                        "parameters.pool, parameters.x"),
                Arguments.of(Operation.PROVISION, "{'size':'1','parameters':[]}", "parameters"),
                Arguments.of(
                        Operation.PROVISION,
                        "{'size':[],'pvName':'A','dryRun':1,'a':1}",
                        "a, dryRun, pvName, size, storageClassName"),
                Arguments.of(Operation.EXPAND, "{}", "image, size, storageClassName"),
                Arguments.of(Operation.EXPAND, "{'size':'1','image':'-a'" + rest, "image"),
                Arguments.of(Operation.DELETE, "{'image':'a','pvName':'b'" + rest, "image"),
                Arguments.of(Operation.DELETE, "{'image':'a/b','pvName':'B'" + rest, "image, image, pvName"),
                Arguments.of(Operation.DELETE, "{'claim':{}" + rest, "claim.uid"),
                Arguments.of(Operation.DELETE, "{'claim':1" + rest, "claim"),
                Arguments.of(Operation.DELETE, "{'pvName':1}", "pvName, storageClassName"),
                Arguments.of(Operation.DELETE, "{'claim':{'uid':'1','name':'A'}" + rest, "claim.name"),
                Arguments.of(
                        Operation.DELETE,
                        "{'image':'a','parameters':{}}",
                        "parameters.adminSecretName, parameters.monitors"),
                Arguments.of(
                        Operation.DELETE,
                        "{'image':'a','parameters':{},'storageClassName':'A'}",
                        "parameters.adminSecretName, parameters.monitors, storageClassName"),
                Arguments.of(Operation.DELETE, target.replace("}", ",'size':'1'}"), "size"),
                Arguments.of(Operation.INFO, target.replace("}", ",'dryRun':true}"), "dryRun"),
                Arguments.of(Operation.PROVISION, "{'existingImage':'a/b'" + rest, "existingImage"),
                Arguments.of(Operation.PROVISION, "{'existingImage':'a','size':'0'" + rest, "size"),
                Arguments.of(Operation.DELETE, "{'image':'a','permanently':'yes'" + rest, "permanently"),
                Arguments.of(Operation.RESTORE, "{}", "image, storageClassName"),
                Arguments.of(Operation.RESTORE, "{'trashId':'../x','as':'-a'" + rest, "as, trashId"),
                Arguments.of(
                        Operation.RESTORE, "{'image':'a','claim':{'uid':'1'}" + rest, "claim.name, claim.namespace"),
                Arguments.of(Operation.RESTORE, "{'image':'a','size':'1'" + rest, "size"),
                Arguments.of(Operation.PURGE, "{'force':true" + rest, "trashId"),
                Arguments.of(Operation.PURGE, "{'trashId':'--all'" + rest, "trashId"),
                Arguments.of(Operation.PURGE, "{'trashId':'1','image':'a'" + rest, "image"),
                Arguments.of(Operation.CONVERT, "{'pvName':'a','persistentVolume':{}" + rest, "persistentVolume"),
                Arguments.of(Operation.CONVERT, "{'persistentVolume':[]" + rest, "persistentVolume"),
                Arguments.of(Operation.CONVERT, "{'persistentVolume':null" + rest, "persistentVolume"),
                Arguments.of(
                        Operation.CONVERT,
                        "{'persistentVolume':{'kind':'PersistentVolume','metadata':{},'spec':{'capacity':1}}" + rest,
                        "persistentVolume"),
                Arguments.of(Operation.LIST, "{'limit':0" + rest, "limit"),
                Arguments.of(Operation.LIST, "{'limit':1001" + rest, "limit"),
                Arguments.of(Operation.LIST, "{'limit':'1'" + rest, "limit"),
                Arguments.of(Operation.LIST, "{'limit':1.0" + rest, "limit"),
                Arguments.of(Operation.LIST, "{'limit':9999999999" + rest, "limit"),
                Arguments.of(Operation.LIST, "{'next':'a'" + rest, "next"),
                Arguments.of(Operation.LIST, "{'continue':'" + "a".repeat(1025) + "'" + rest, "continue"));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("wrong")
    void everythingThatIsWrongIsToldAtOnceAndInOrder(Operation operation, String json, String fields) {
        String text = json.replace('\'', '"');

        InvalidRequestException refused =
                catchThrowableOfType(InvalidRequestException.class, () -> request(operation, text));

        assertThat(refused).as(text).isNotNull();
        assertThat(refused.violations().stream().map(Violation::field).collect(Collectors.joining(", ")))
                .isEqualTo(fields);
        assertThat(refused.violations()).extracting(Violation::message).allMatch(message -> !message.isBlank());
    }

    @Test
    void unknownFieldsAreToldWithTheKnownOnes() {
        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class,
                () -> request(Operation.LIST, "{\"storageClassName\":\"rbd\",\"" + "x".repeat(100) + "\":1}"));

        assertThat(refused.violations())
                .containsExactly(new Violation(
                        "x".repeat(80) + "...", "is unknown; known are storageClassName, parameters, limit, continue"));
    }

    private Object request(Operation operation, String json) {
        return reader.request(reader.read(operation, StrictJson.object(json.getBytes(StandardCharsets.UTF_8))));
    }

    private static String repeated(String element, int times) {
        return Stream.generate(() -> element).limit(times).collect(Collectors.joining(","));
    }
}
