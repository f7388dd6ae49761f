package io.rbdfunctions.system.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.rbdfunctions.support.MessageBook;
import io.rbdfunctions.support.cluster.ApiServer;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What calls answer to mistakes, word for word, with a real Ceph. */
@QuarkusTest
@WithTestResource(ApiServer.class)
class CallMessagesTest extends ClusterTestBase {
    private static final MessageBook BOOK = new MessageBook("calls");

    @AfterAll
    static void write() {
        BOOK.write();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        /provision | {"storageClassName":"CLASS","size":"10GB"}  | size: invalid size "10GB": GB is not a unit: give 10G or 10Gi
        /provision | {"storageClassName":"CLASS","size":"10gi"}  | size: invalid size "10gi": gi is not a unit: give 10Gi
        /provision | {"storageClassName":"CLASS","size":"10K"}   | size: invalid size "10K": K is not a unit: give 10k or 10Ki
        /provision | {"storageClassName":"CLASS","size":""}      | size: invalid size "": give a Kubernetes quantity such as 1Gi, 1536Mi or 1073741824
        /provision | {"storageClassName":"CLASS","size":"+1Gi"}  | size: invalid size "+1Gi": give the whole size, without a sign
        /expand    | {"storageClassName":"CLASS","size":"+1Gi","image":"a"} | size: invalid size "+1Gi": give the whole size, without a sign
        /provision | {"storageClassName":"CLASS","size":"3Gi"}   | size: 3072Mi is more than 2048Mi, the maxSize of the class
        /expand    | {"storageClassName":"CLASS","size":"3Gi","image":"a"} | size: 3072Mi is more than 2048Mi, the maxSize of the class
        /sweep     | {"dryRun":true}                             | dryRun: is unknown: this function takes no fields
        /delete    | {"storageClassName":"CLASS","image":"a","dryrun":true} | dryrun: is unknown: did you mean dryRun? (known are image, pvName, claim, storageClassName, parameters, snapshot, permanently, dryRun)
        /info      | {"storageClassName":"CLASS","image":"данные"} | image: invalid image name "данные": use 1 to 95 letters, digits, '_', '.' and '-', beginning with a letter, a digit or '_'
        /info      | {"storageClassName":"CLASS","image":"a\\u202eb\\n"} | image: invalid image name "a\\u{202e}b\\u{a}": use 1 to 95 letters, digits, '_', '.' and '-', beginning with a letter, a digit or '_'
        /convert   | {"storageClassName":"CLASS","persistentVolume":VOLUME} | parameters.clusterID: is missing: only a class with clusterID has CSI volumes; name such a class
        /provision | {"storageClassName":"CLASS","size":"1Gi","parameters":{"imageFeature":"layering"}} | parameters.imageFeature: invalid option "imageFeature" for volume plugin rbd: did you mean imageFeatures?
        /provision | {"storageClassName":"CLASS","size":"1Gi","parameters":{"provisioner-secret-name":"a"}} | parameters.provisioner-secret-name: invalid option "provisioner-secret-name" for volume plugin rbd: did you mean adminSecretName?
        /provision | {"storageClassName":"CLASS","size":"1Gi","parameters":{"maxSize":"1Ti"}} | parameters.maxSize: the class sets maxSize to 2Gi: leave it out
        /provision | {"storageClassName":"CLASS","size":"1Gi","parameters":{"monitors":"10.0.0.1"}} | parameters.adminSecretName: is missing: the Secret of the class is not used for another cluster; leave out monitors and clusterID, or name a Secret, too
        /provision | {"storageClassName":"CLASS","existingImage":"empty"} | image POOL/empty has no size, and a volume needs at least 1Mi: expand it first
        /provision | {"storageClassName":"CLASS","existingImage":"plain","size":"2Gi"} | image POOL/plain has 64Mi, which is less than the requested 2048Mi: expand it first, or request less
        /delete    | {"image":"a",}                              | a comma stands before a closing bracket: remove it (line 1, column 14)
        /delete    | {"image":"a"}{}                            | a second value follows the JSON object: send one object per request (line 1, column 14)
        /delete    | BOM{}                                       | the body begins with a byte order mark: send it without one
        /provison  | {}                                          | nothing is served at this path; the functions are /provision, /expand, /delete, /info, /list, /restore, /purge, /snapshot, /clone, /rollback, /convert, /repair, /check, /takeover, /sweep; / takes CloudEvents and shows the status
        /rollback  | {"storageClassName":"CLASS","image":"plain"} | snapshot: give exactly one of snapshot, volumeSnapshot and trashId
        /rollback  | {"storageClassName":"CLASS","image":"plain","snapshot":{"name":"a"}} | only volumes of a class with clusterID have snapshots and clones: name such a class; other volumes are converted first (convert with "dynamic": true)
        /rollback  | {"storageClassName":"CLASS","image":"plain","trashId":"1","requestId":"a b"} | requestId: invalid request id "a b": use 1 to 63 letters, digits, '.', '_' and '-'
        /delete?dryRun=true | {"storageClassName":"CLASS","image":"plain"} | nothing was done, because a query string is not read: put "dryRun": true into the JSON object of the body
        /snapshot  | {"storageClassName":"CLASS","image":"plain"} | name: is missing: name the snapshot, so that a repeated call finds it
        /snapshot  | {"storageClassName":"CLASS","image":"plain","name":"Before"} | name: invalid name "Before": Kubernetes names are lower case letters, digits, '-' and '.', beginning and ending with a letter or digit
        /snapshot  | {"storageClassName":"CLASS","image":"plain","name":"a94101cb-34b2-45b2-870c-55ceb1355d5f"} | name: has the form of the uid of a VolumeSnapshot: choose another one
        /snapshot  | {"storageClassName":"CLASS","image":"plain","name":"before"} | only volumes of a class with clusterID have snapshots and clones: name such a class; other volumes are converted first (convert with "dynamic": true)
        /delete    | {"storageClassName":"CLASS","snapshot":{"name":"before"}} | snapshot.name: needs the volume, too: add its image, pvName or claim; or give the handle instead
        /delete    | {"storageClassName":"CLASS","snapshot":{"handle":"before"}} | snapshot.handle: invalid handle "before": dynamic volumes and their snapshots have 0001-<length>-<clusterID>-<pool id>-<uuid>
        /delete    | {"storageClassName":"CLASS","image":"plain","snapshot":{"name":"before","image":"plain"}} | image: give exactly one of image, pvName, claim and snapshot
        /list      | {"storageClassName":"CLASS","trash":true,"snapshots":true} | snapshots: give one of trash and snapshots
        /clone     | {"storageClassName":"CLASS","pvName":"a"}   | source: give exactly one of source and snapshot
        /clone     | {"storageClassName":"CLASS","pvName":"a","source":{"image":"plain"}} | only volumes of a class with clusterID have snapshots and clones: name such a class; other volumes are converted first (convert with "dynamic": true)
        /provision | {"storageClassName":"CLASS","size":"1Gi","dataSource":{"kind":"VolumeSnapshot"}} | dataSource: a claim with a data source needs a CSI volume: use a class with clusterID
        /restore   | {"storageClassName":"CLASS","snapshot":{"name":"before"},"as":"a"} | as: is for an image in the trash: leave it out, or leave out snapshot
        /info      | {"storageClassName":"gone","image":"a"}     | storageclass "gone" not found: create it or use another
        """)
    void explainsTheMistake(String path, String body, String detail) {
        String storageClass = prepare();

        Response answer = post(path, adapted(body, storageClass));

        assertThat(detail(path, body, answer)).isEqualTo(adapted(detail, storageClass));
        assertThat(answer.header("Retry-After")).isNull();
        assertThat(ceph.images(cluster.pool())).containsExactlyInAnyOrder("empty", "plain");
    }

    private String prepare() {
        ceph.createImage(cluster.pool() + "/empty", 0);
        ceph.createImage(cluster.pool() + "/plain", 64);
        return cluster.makeClass(builder -> builder, Map.of("maxSize", "2Gi", "trashRetention", "7d"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        imageFeatures layering, not layering,exclusive-lock | "imageFeatures":"exclusive-lock,layering"
        dataPool none, not DATA                             | "dataPool":"DATA"
        objectSize 4194304, not 8388608                     | "objectSize":"8388608"
        stripeUnit 4194304, not 65536, and stripeCount 1, not 16 | "stripeUnit":"65536","stripeCount":"16"
        """)
    void namesBothLayouts(String difference, String parameters) {
        String storageClass = cluster.makeClass();
        String data = ceph.freshPool();
        String call = "{\"storageClassName\":\"CLASS\",\"size\":\"64Mi\",\"pvName\":\"pv-1\"%s}";
        String image = post("/provision", adapted(call.formatted(""), storageClass))
                .jsonPath()
                .getString("image");

        String body = call.formatted(",\"parameters\":{" + parameters + "}").replace("DATA", data);
        Response answer = post("/provision", adapted(body, storageClass));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(detail("/provision", body, answer))
                .isEqualTo(
                        "image %s/%s already exists with %s: use another name or the layout of the image, or delete it"
                                .formatted(cluster.pool(), image, difference.replace("DATA", data)));
    }

    @Test
    void aSlashAtTheEndOfAPathIsAccepted() {
        assertThat(post("/list/", adapted("{\"storageClassName\":\"CLASS\"}", prepare()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRepeatedProvisionSaysThatItGrewTheImage() {
        String storageClass = cluster.makeClass();
        String call = "{\"storageClassName\":\"%s\",\"pvName\":\"pv-1\",\"size\":\"%s\",\"dryRun\":%s}";

        assertThat(action(call.formatted(storageClass, "64Mi", false))).isEqualTo("created");
        assertThat(action(call.formatted(storageClass, "64Mi", false))).isEqualTo("already there");
        assertThat(action(call.formatted(storageClass, "128Mi", true))).isEqualTo("would grow");
        assertThat(action(call.formatted(storageClass, "128Mi", false))).isEqualTo("grown");
        assertThat(action(call.formatted(storageClass, "64Mi", false))).isEqualTo("already there");
    }

    private String action(String body) {
        return post("/provision", body).jsonPath().getString("action");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
        /provision | "10"   | 10 bytes, rounded up to 1Mi: did you mean 10Gi?
        /provision | 10     | 10 bytes, rounded up to 1Mi: did you mean 10Gi?
        /provision | "10m"  | 10m is 1 byte, rounded up to 1Mi: did you mean 10Mi?
        /provision | "10k"  | 10k is 10000 bytes, rounded up to 1Mi
        /provision | "2000000000m" | 2000000000m is 2000000 bytes: did you mean 2000000000Mi?
        /provision | "10Mi" |
        /expand    | "1Mi"  | the image has 64Mi already, more than the requested 1Mi: images are never shrunk
        /expand    | "64Mi" |
        """)
    void warnsOfASizeThatIsProbablyNotMeant(String path, String size, @Nullable String warning) {
        String body = "{\"storageClassName\":\"CLASS\",\"size\":%s,\"dryRun\":true%s}"
                .formatted(size, path.equals("/expand") ? ",\"image\":\"plain\"" : "");

        Response answer = post(path, adapted(body, prepare()));

        BOOK.add("warnings", body, Objects.toString(warning, "none"));
        assertThat(answer.statusCode()).isEqualTo(200);
        if (warning == null) {
            assertThat(answer.jsonPath().getList("warnings")).isNull();
        } else {
            assertThat(answer.jsonPath().getList("warnings")).containsExactly(warning);
        }
    }

    @Test
    void namesTheMonitorsThatDoNotAnswer() {
        String monitors = "127.0.0.1:1";
        String storageClass = cluster.makeClass(builder -> builder, Map.of("monitors", monitors));
        String body = "{\"storageClassName\":\"CLASS\",\"image\":\"a\"}";

        Response answer = post("/info", adapted(body, storageClass));

        assertThat(detail("/info", body, answer))
                .endsWith(" (tried the monitors 127.0.0.1:1); check the monitors, and that Ceph is up and not full");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
    }

    @Test
    void saysHowToPurgeAnImageThatIsKept() {
        String storageClass = prepare();
        post("/delete", adapted("{\"storageClassName\":\"CLASS\",\"image\":\"plain\"}", storageClass));
        String id = ceph.rbd("trash", "ls", cluster.pool()).orFail().stdout().split(" ", 2)[0];
        String body = "{\"storageClassName\":\"CLASS\",\"trashId\":\"%s\"}".formatted(id);

        Response answer = post("/purge", adapted(body, storageClass));

        assertThat(detail("/purge", body, answer))
                .matches("image plain \\(" + id
                        + "\\) is kept in the trash until [0-9T:-]{19}Z: add \"force\": true to purge it now");
    }

    private String adapted(String text, String storageClass) {
        return text.replace("CLASS", storageClass)
                .replace("POOL", cluster.pool())
                .replace("BOM", "\ufeff")
                .replace("VOLUME", """
                        {"apiVersion":"v1","kind":"PersistentVolume","metadata":{"name":"pv-1"},"spec":{"capacity":\
                        {"storage":"1Gi"},"accessModes":["ReadWriteOnce"],"rbd":{"monitors":["10.0.7.52:6789"],\
                        "image":"a","pool":"kube"}}}""");
    }

    /** The detail of the problem, which is also put into the book. */
    private String detail(String path, String body, Response answer) {
        String detail = answer.jsonPath().getString("detail");
        BOOK.add(
                "problems",
                "POST %s %s".formatted(path, body),
                "%d %s: %s".formatted(answer.statusCode(), answer.jsonPath().getString("title"), detail));
        return detail;
    }

    private static Response post(String path, String body) {
        return RestAssured.given()
                .urlEncodingEnabled(false)
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .defaultContentCharset(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/json")
                .body(body)
                .post(path);
    }
}
