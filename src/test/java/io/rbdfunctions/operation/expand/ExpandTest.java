package io.rbdfunctions.operation.expand;

import static io.rbdfunctions.operation.Outcomes.done;
import static io.rbdfunctions.operation.Outcomes.refused;
import static io.rbdfunctions.operation.ScriptedRbd.failure;
import static io.rbdfunctions.operation.ScriptedRbd.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.operation.RequestBuilder;
import io.rbdfunctions.operation.ScriptedTest;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.process.Result;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.validation.Violation;
import org.junit.jupiter.api.Test;

class ExpandTest extends ScriptedTest {
    private static final ImageRef IMAGE = ImageRef.of("kube", "img");
    private static final Capacity REQUESTED = Capacity.ofMebibytes(2048);
    private static final Result SHRINKING =
            failure(22, "rbd: shrinking an image is only allowed with the --allow-shrink flag");

    private final RequestBuilder request = new RequestBuilder().image("img").size("2Gi");

    @Test
    void growsAnImage() {
        rbd.answer("info", image(1L << 30));

        assertThat(expand()).isEqualTo(new Expanded(IMAGE, 1L << 30, REQUESTED, 2L << 30, true, false));
        assertThat(rbd.ran()).containsExactly("info img", "resize img --size 2048");
    }

    @Test
    void anImageThatIsLargeEnoughIsNotResized() {
        rbd.answer("info", image(3L << 30));

        assertThat(expand()).isEqualTo(new Expanded(IMAGE, 3L << 30, REQUESTED, 3L << 30, false, false));
        assertThat(rbd.ran()).containsExactly("info img");
    }

    @Test
    void anImageThatAnotherReplicaGrewFurtherIsNotResized() {
        rbd.answer("info", image(1L << 30), image(5L << 30)).answer("resize", SHRINKING);

        assertThat(expand()).isEqualTo(new Expanded(IMAGE, 5L << 30, REQUESTED, 5L << 30, false, false));
    }

    @Test
    void aFailedResizeIsRefused() {
        rbd.answer("info", image(1L << 30)).answer("resize", SHRINKING);

        assertThat(refused(operations.run(request.expand())).reason()).isEqualTo(Reason.INVALID);
    }

    @Test
    void refusesASizeAboveTheMaximumOfTheClass() {
        request.parameter("maxSize", "2047Mi");

        assertThat(refused(operations.run(request.expand())).violations())
                .containsExactly(new Violation("size", "2048Mi is more than 2047Mi, the maxSize of the class"));
        assertThat(rbd.ran()).isEmpty();
    }

    @Test
    void ignoresTheMinimumOfTheClass() {
        rbd.answer("info", image(1L << 30));
        request.parameter("minSize", "5Gi");

        assertThat(expand().now()).isEqualTo(2L << 30);
    }

    @Test
    void aDryRunOnlyReads() {
        rbd.answer("info", image(1L << 30));
        request.dryRun();

        assertThat(expand()).isEqualTo(new Expanded(IMAGE, 1L << 30, REQUESTED, 2L << 30, true, true));
        assertThat(rbd.ran()).containsExactly("info img");
    }

    private Expanded expand() {
        return done(operations.run(request.expand()));
    }
}
