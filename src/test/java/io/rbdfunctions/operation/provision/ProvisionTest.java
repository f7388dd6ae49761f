package io.rbdfunctions.operation.provision;

import static io.rbdfunctions.operation.Outcomes.done;
import static io.rbdfunctions.operation.Outcomes.refused;
import static io.rbdfunctions.operation.ScriptedRbd.failure;
import static io.rbdfunctions.operation.ScriptedRbd.image;
import static io.rbdfunctions.operation.ScriptedRbd.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.Quantity;
import io.rbdfunctions.operation.RequestBuilder;
import io.rbdfunctions.operation.ScriptedTest;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.operation.provision.Provisioned.Action;
import io.rbdfunctions.process.Result;
import io.rbdfunctions.volume.validation.Violation;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvisionTest extends ScriptedTest {
    private static final Result EXISTS = failure(17, "rbd: create error: (17) File exists");
    private static final Result MISSING = failure(2, "rbd: error opening image img: (2) No such file or directory");

    private static final String IMAGE = "kubernetes-dynamic-pvc-1c4f";
    private static final String TAG = "image-meta set " + IMAGE + " ";

    private final RequestBuilder request =
            new RequestBuilder().volume(null).claim("1c4f").size("1Gi");

    @Test
    void createsAndTagsTheImage() {
        assertThat(provision().action()).isEqualTo(Action.CREATED);
        assertThat(rbd.ran().getFirst()).isEqualTo("create " + IMAGE + " --size 1024");
        assertThat(rbd.ran().subList(1, 5))
                .containsExactlyInAnyOrder(
                        TAG + "csi.storage.k8s.io/pv/name pvc-1c4f",
                        TAG + "csi.storage.k8s.io/pvc/name data",
                        TAG + "csi.storage.k8s.io/pvc/namespace shop",
                        TAG + "rbdfunctions.io/claim-uid 1c4f");
        assertThat(rbd.ran()).hasSize(5);
    }

    @Test
    void usesAnExistingImageAndAddsMissingTags() {
        rbd.answer("create", EXISTS).answer("info", image(1L << 30));
        rbd.answer(
                "image-meta ls",
                output("{\"csi.storage.k8s.io/pv/name\":\"pvc-1c4f\",\"rbdfunctions.io/claim-uid\":\"1c4f\","
                        + "\"csi.storage.k8s.io/pvc/name\":\"other\"}"));

        assertThat(provision().action()).isEqualTo(Action.ALREADY_THERE);
        assertThat(rbd.ran())
                .startsWith("create " + IMAGE + " --size 1024", "info " + IMAGE, "image-meta ls " + IMAGE)
                .containsOnlyOnce(
                        TAG + "csi.storage.k8s.io/pvc/name data", TAG + "csi.storage.k8s.io/pvc/namespace shop")
                .hasSize(5);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "minSize, 2Gi, '1024Mi is less than 2048Mi, the minSize of the class'",
        "maxSize, 1Mi, '1024Mi is more than 1Mi, the maxSize of the class'"
    })
    void refusesASizeOutsideTheLimitsOfTheClass(String key, String limit, String message) {
        request.parameter(key, limit);

        assertThat(refused(operations.run(request.provision())).violations())
                .containsExactly(new Violation("size", message));
        assertThat(rbd.ran()).isEmpty();
    }

    @Test
    void growsAnImageThatIsTooSmall() {
        rbd.answer("create", EXISTS).answer("info", image(0));

        Provisioned grown = provision();

        assertThat(grown.action()).isEqualTo(Action.GROWN);
        assertThat(capacity(grown)).containsEntry("storage", new Quantity("1024Mi"));
        assertThat(rbd.ran()).contains("resize " + IMAGE + " --size 1024");
    }

    /** The last size is the result of an overflow in rbd and exceeds the largest capacity. */
    @ParameterizedTest(name = "{0} bytes")
    @CsvSource({
        "1073741824, 1024Mi",
        "3221225472, 3072Mi",
        "3221225471, 3071Mi",
        "18446744073708503040, 8796093022207Mi"
    })
    void theCapacityIsTheSizeOfALargerImage(String bytes, String capacity) {
        rbd.answer("create", EXISTS)
                .answer("info", output(image(0).output().replace("\"size\":0", "\"size\":" + bytes)));

        assertThat(capacity(provision())).containsEntry("storage", new Quantity(capacity));
        assertThat(rbd.ran()).noneMatch(line -> line.startsWith("resize"));
    }

    @Test
    void refusesAnImageWithoutTheFeaturesOfTheClass() {
        rbd.answer("create", EXISTS).answer("info", image(1L << 30, "layering"));
        request.parameter("imageFeatures", "layering,exclusive-lock,journaling");

        refused(
                operations.run(request.provision()),
                Reason.CONFLICT,
                "image kube/" + IMAGE
                        + " already exists with imageFeatures layering, not layering,exclusive-lock,journaling:"
                        + " use another name or the layout of the image, or delete it");
    }

    @Test
    void anIncompleteImageIsRemovedAndCreatedAgain() {
        rbd.answer("create", EXISTS, output("")).answer("info", MISSING);

        assertThat(provision().action()).isEqualTo(Action.CREATED);
        assertThat(rbd.ran())
                .containsSubsequence(
                        "create " + IMAGE + " --size 1024", "rm " + IMAGE, "create " + IMAGE + " --size 1024");
    }

    /** Not NOT_FOUND, because another attempt would create the image. */
    @Test
    void anImageThatIsDeletedInTheMeantimeLeadsToTryAgain() {
        rbd.answer("image-meta set", MISSING);

        var tryAgain = catchThrowableOfType(TryAgainException.class, this::provision);

        assertThat(tryAgain.obstacle()).isEqualTo(Obstacle.BUSY);
        assertThat(tryAgain)
                .hasMessageContaining(IMAGE)
                .hasMessageEndingWith("; the image was deleted in the meantime");
    }

    @Test
    void aDryRunOnlyReads() {
        rbd.answer("info", MISSING, image(1L << 30), image(1L << 20));

        assertThat(done(operations.run(request.dryRun().provision())).action()).isEqualTo(Action.WOULD_CREATE);
        assertThat(provision().action()).isEqualTo(Action.ALREADY_THERE);
        assertThat(provision().action()).isEqualTo(Action.WOULD_GROW);
        assertThat(rbd.ran()).containsExactly("info " + IMAGE, "info " + IMAGE, "info " + IMAGE);
    }

    @Test
    void eachAnonymousRequestCreatesAVolume() {
        var anonymous = new RequestBuilder().volume(null).provision();

        Set<String> volumes = IntStream.range(0, 5)
                .mapToObj(_ -> done(operations.run(anonymous)))
                .map(made -> made.persistentVolume().getMetadata().getName() + " " + made.image())
                .collect(Collectors.toSet());

        assertThat(volumes).hasSize(5).allMatch(names -> names.matches("pvc-(.{36}) kube/kubernetes-dynamic-pvc-\\1"));
    }

    @Test
    void refusesADataSource() {
        refused(
                operations.run(request.dataSource().provision()),
                Reason.INVALID,
                "a claim with a data source needs a CSI volume: use a class with clusterID");
    }

    @Test
    void aQuotedValueCannotStartANewLine() {
        refused(
                operations.run(request.accessModes("Read\nWrite").provision()),
                Reason.INVALID,
                "invalid AccessModes [Read\\u{a}Write]: only AccessModes [ReadWriteOnce ReadOnlyMany] are supported");
    }

    private Provisioned provision() {
        return done(operations.run(request.provision()));
    }

    private static Map<String, Quantity> capacity(Provisioned provisioned) {
        return provisioned.persistentVolume().getSpec().getCapacity();
    }
}
