package io.rbdfunctions.rbd.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.rbd.manager.ManagerCommand.Acknowledgement;
import io.rbdfunctions.rbd.manager.ManagerCommand.AddFlattening;
import io.rbdfunctions.rbd.manager.ManagerCommand.AddTrashRemoval;
import io.rbdfunctions.rbd.manager.ManagerCommand.ListFlattenings;
import io.rbdfunctions.rbd.manager.ManagerCommand.ListTrashRemovals;
import io.rbdfunctions.rbd.manager.ManagerCommand.Probe;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import io.rbdfunctions.volume.ceph.RadosNamespace;
import org.junit.jupiter.api.Test;

class ManagerCommandTest {
    private static final PoolName KUBE = new PoolName("kube");
    private static final PoolSpec NAMESPACE = new PoolSpec(KUBE, new RadosNamespace("team-a"));

    /** As Ceph 16.2 prints it. */
    private static final String TASKS = """
            [
                {"id": "1", "message": "Removing image kube/10 from trash", "retry_attempts": 1, "sequence": 1,
                 "refs": {"action": "trash remove", "image_id": "10", "pool_name": "kube", "pool_namespace": ""}},
                {"id": "2", "message": "Removing image kube/team-a/11 from trash", "sequence": 2,
                 "refs": {"action": "trash remove", "image_id": "11", "pool_name": "kube", "pool_namespace": "team-a"}},
                {"id": "3", "message": "Flattening image kube/data", "sequence": 3,
                 "refs": {"action": "flatten", "image_id": "12", "image_name": "data", "pool_name": "kube", "pool_namespace": ""}},
                {"id": "4", "message": "Removing image other/13 from trash", "sequence": 4,
                 "refs": {"action": "trash remove", "image_id": "13", "pool_name": "other", "pool_namespace": ""}}
            ]
            """;

    @Test
    void namesTheImageByPoolNamespaceAndId() {
        ImageId id = new ImageId("1005ddb30304");

        assertThat(new AddTrashRemoval(PoolSpec.of(KUBE), id).json())
                .isEqualTo("{\"prefix\":\"rbd task add trash remove\",\"image_id_spec\":\"kube/1005ddb30304\"}");
        assertThat(new AddTrashRemoval(NAMESPACE, id).json())
                .isEqualTo("{\"prefix\":\"rbd task add trash remove\",\"image_id_spec\":\"kube/team-a/1005ddb30304\"}");
    }

    @Test
    void namesTheImageToFlatten() {
        assertThat(new AddFlattening(new ImageRef(NAMESPACE, new ImageName("data"))).json())
                .isEqualTo("{\"prefix\":\"rbd task add flatten\",\"image_spec\":\"kube/team-a/data\"}");
        assertThat(new ListFlattenings(PoolSpec.of(KUBE)).read(TASKS)).containsExactly("data");
        assertThat(new ListFlattenings(NAMESPACE).read(TASKS)).isEmpty();
    }

    @Test
    void listsTheRemovalsInOnePoolAndNamespace() {
        assertThat(new ListTrashRemovals(PoolSpec.of(KUBE)).read(TASKS)).containsExactly("10");
        assertThat(new ListTrashRemovals(NAMESPACE).read(TASKS)).containsExactly("11");
        assertThat(new ListTrashRemovals(NAMESPACE).read("[]")).isEmpty();
    }

    @Test
    void anUnreadableListIsEmpty() {
        assertThat(new ListTrashRemovals(NAMESPACE).read("no JSON")).isEmpty();
        assertThat(new ListTrashRemovals(NAMESPACE).read("[{}]")).isEmpty();
        assertThat(new ListTrashRemovals(NAMESPACE).read("")).isEmpty();
    }

    @Test
    void aMissingTaskAnswersTheProbe() {
        assertThat(new Probe().answerTo(2)).contains(Acknowledgement.DONE);
        assertThat(new Probe().answerTo(13)).isEmpty();
        assertThat(new AddTrashRemoval(NAMESPACE, new ImageId("1")).answerTo(2)).isEmpty();
    }
}
