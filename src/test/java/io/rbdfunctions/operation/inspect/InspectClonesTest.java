package io.rbdfunctions.operation.inspect;

import static io.rbdfunctions.operation.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.rbdfunctions.operation.CephTest;
import io.rbdfunctions.operation.inspect.ImageReport.Link;
import io.rbdfunctions.support.SecondLane;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What {@code info} says about clones. */
@SecondLane
class InspectClonesTest extends CephTest {
    @Test
    void parentsAndChildrenAreNamed() {
        ceph.rbd("create", "--size", "8M", "--image-feature", "layering", pool + "/parent")
                .orFail();
        ceph.snapshot(pool + "/parent", "s1");
        ceph.rbd("clone", "--rbd-default-clone-format", "2", pool + "/parent@s1", pool + "/child")
                .orFail();

        assertThat(info("parent").children())
                .extracting(Link::name, Link::isInTrash)
                .containsExactly(tuple(pool + "/child", false));
        assertThat(info("child").children()).isEmpty();
        assertThat(parent().name()).isEqualTo(pool + "/parent@s1");
        assertThat(parent().isInTrash()).isFalse();

        ceph.rbd("trash", "mv", pool + "/parent").orFail();

        assertThat(parent().isInTrash()).isTrue();
    }

    private Link parent() {
        return Objects.requireNonNull(info("child").parent());
    }

    private ImageReport info(String image) {
        return done(operations.run(new InspectRequest(request().image(image).target())));
    }
}
