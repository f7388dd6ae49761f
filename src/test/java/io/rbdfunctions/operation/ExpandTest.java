package io.rbdfunctions.operation;

import static io.rbdfunctions.operation.Ends.done;
import static io.rbdfunctions.operation.Ends.refused;
import static io.rbdfunctions.operation.ScriptedRbd.failure;
import static io.rbdfunctions.operation.ScriptedRbd.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.operation.Refusal.Reason;
import io.rbdfunctions.process.Result;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ImageRef;
import org.junit.jupiter.api.Test;

class ExpandTest extends ScriptedTest {
    private static final ImageRef IMAGE = ImageRef.of("kube", "img");
    private static final Capacity ASKED = Capacity.ofMebibytes(2048);
    private static final Result SHRINKING =
            failure(22, "rbd: shrinking an image is only allowed with the --allow-shrink flag");

    private final Asked asked = new Asked().image("img").size("2Gi");

    @Test
    void growsAnImage() {
        rbd.answer("info", image(1L << 30));

        assertThat(expand()).isEqualTo(new Expanded(IMAGE, 1L << 30, ASKED, 2L << 30, true, false));
        assertThat(rbd.ran()).containsExactly("info img", "resize img --size 2048");
    }

    @Test
    void anImageThatIsLargeEnoughIsExpandedAlready() {
        rbd.answer("info", image(3L << 30));

        assertThat(expand()).isEqualTo(new Expanded(IMAGE, 3L << 30, ASKED, 3L << 30, false, false));
        assertThat(rbd.ran()).containsExactly("info img");
    }

    @Test
    void anImageThatAnotherHasGrownFurtherMeanwhileIsExpanded() {
        rbd.answer("info", image(1L << 30), image(5L << 30)).answer("resize", SHRINKING);

        assertThat(expand()).isEqualTo(new Expanded(IMAGE, 5L << 30, ASKED, 5L << 30, false, false));
    }

    @Test
    void anImageThatRbdWillNotGrowIsNotExpanded() {
        rbd.answer("info", image(1L << 30)).answer("resize", SHRINKING);

        assertThat(refused(operations.expand(asked.expand())).reason()).isEqualTo(Reason.INVALID);
    }

    @Test
    void aDryRunOnlyLooks() {
        rbd.answer("info", image(1L << 30));
        asked.dryRun();

        assertThat(expand()).isEqualTo(new Expanded(IMAGE, 1L << 30, ASKED, 2L << 30, true, true));
        assertThat(rbd.ran()).containsExactly("info img");
    }

    private Expanded expand() {
        return done(operations.expand(asked.expand()));
    }
}
