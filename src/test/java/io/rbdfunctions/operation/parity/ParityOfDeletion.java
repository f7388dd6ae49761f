package io.rbdfunctions.operation.parity;

import static io.rbdfunctions.operation.Expected.answer;
import static io.rbdfunctions.operation.Expected.noImage;
import static io.rbdfunctions.operation.Expected.ran;
import static io.rbdfunctions.operation.Expected.refused;
import static io.rbdfunctions.operation.parity.ParityRow.different;
import static io.rbdfunctions.operation.parity.ParityRow.same;
import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.operation.Expected;
import io.rbdfunctions.operation.Observed;
import io.rbdfunctions.operation.ScriptedRbd;
import io.rbdfunctions.operation.delete.Deleted;
import io.rbdfunctions.operation.delete.Deleted.Action;
import io.rbdfunctions.operation.parity.ParityRow.Attempt;
import java.util.List;
import java.util.function.Consumer;

/** How images are deleted (1.4). */
final class ParityOfDeletion {
    private static final String RM = "rm {image} {connect} --no-progress {end}";
    /** A full pool says of an image that it is missing, too. */
    private static final String LS = "ls {connect} --format json {end}";

    private ParityOfDeletion() {}

    static List<ParityRow> rows() {
        return List.of(
                same(
                        "1.4-class",
                        "The class is read again to delete.",
                        delete(lab -> {
                            lab.storageClass("Delete");
                            lab.ceph.createImage(lab.image(), 8);
                        }),
                        ended(Action.DELETED).and(noImage())),
                different(
                        "1.4-class",
                        "Without the class, or its Secret, a volume cannot be deleted any more.",
                        "The request may bring the class's parameters along.",
                        delete(lab -> lab.ceph.createImage(lab.image(), 8)),
                        ended(Action.DELETED).and(noImage())),
                same(
                        "1.4-class",
                        "A class that is not there is an error.",
                        delete(lab -> lab.asked.storageClass("rbd")),
                        refused("storageclass \"rbd\" not found: make it or name another")
                                .and(ran())),
                different(
                        "1.4-no-class",
                        "`volume has no storage class`",
                        "A request that does not lead to a cluster is told all that it lacks.",
                        delete(lab -> lab.asked.parameters().clear()),
                        refused("missing Ceph monitors; missing Ceph admin secret name")
                                .and(ran())),
                same(
                        "1.4-other-parameters",
                        "Only what leads to the cluster is read of the class: the rest may be wrong or unknown.",
                        delete(lab -> {
                            lab.asked
                                    .without("userSecretName")
                                    .parameter("imageFormat", "7")
                                    .parameter("thick", "yes");
                            lab.ceph.createImage(lab.image(), 8);
                        }),
                        ended(Action.DELETED)),
                same(
                        "1.4-admin",
                        "An empty adminId is admin.",
                        delete(lab -> {
                            lab.asked.parameter("adminId", "");
                            lab.ceph.createImage(lab.image(), 8);
                        }),
                        ran(RM)),
                different(
                        "1.4-place",
                        "pool, image and monitors are the volume's, not the class's.",
                        "Pool and monitors are those of the request's class or parameters, since a request need not be"
                                + " about a volume; the image is named, or follows from the volume's name.",
                        delete(lab -> {
                            lab.asked.image("named-" + System.nanoTime());
                            lab.ceph.createImage(lab.image(), 8);
                        }),
                        ended(Action.DELETED).and(noImage())),
                different(
                        "1.4-status",
                        "`rbd status` is asked first, whether its output holds `watcher=`.",
                        "rbd itself refuses to remove what is watched: who watches is asked only then.",
                        delete(lab -> lab.ceph.createImage(lab.image(), 8)),
                        ran(RM)),
                different(
                        "1.4-arguments",
                        "`rbd rm <image> --pool <pool> --id <id> -m <monitors> --key=<secret>`",
                        "The same in the same order, with the differences of 1.3-arguments.",
                        delete(lab -> lab.ceph.createImage(lab.image(), 8)),
                        ran(RM).and(noImage())),
                different(
                        "1.4-in-use",
                        "`rbd image <pool>/<image> is still being used, rbd output: <output>`",
                        "The message begins the same, and names the watchers.",
                        ParityOfDeletion::deleteWatched,
                        observed -> assertThat(observed.refusal())
                                .startsWith(observed.lab()
                                        .fill("rbd image {pool}/{image} is still being used by 127.0.0.1:0/"))),
                different(
                        "1.4-missing",
                        "A missing image is an error, for ever.",
                        "A missing image is a deleted one.",
                        ParityLab::delete,
                        ended(Action.ALREADY_GONE).and(ran(RM, LS))),
                different(
                        "1.4-error",
                        "`error exit status N, rbd output: <output>`",
                        "The message says what rbd wrote; of snapshots it says their names.",
                        delete(lab -> {
                            lab.ceph.createImage(lab.image(), 8);
                            lab.ceph.snapshot(lab.image(), "s1");
                        }),
                        refused(
                                "rbd image {pool}/{image} has snapshots s1: remove the snapshots and flatten or remove the"
                                        + " clones first")),
                different(
                        "1.4-no-wait",
                        "What is busy fails at once.",
                        "It is waited out for a while: a removal that was killed may keep the image busy.",
                        delete(lab -> {
                            lab.ceph.createImage(lab.image(), 8);
                            lab.runner.pretend("rm", ScriptedRbd.failure(16, "rbd: error: image still has watchers"));
                        }),
                        ended(Action.DELETED).and(ran(RM, RM)).and(noImage())));
    }

    private static Attempt delete(Consumer<ParityLab> prepare) {
        return lab -> {
            prepare.accept(lab);
            return lab.delete();
        };
    }

    private static Observed deleteWatched(ParityLab lab) {
        lab.ceph.createImage(lab.image(), 8);
        try (var _ = lab.ceph.watch(lab.image())) {
            return lab.delete();
        }
    }

    private static Expected ended(Action action) {
        return answer(Deleted.class, deleted -> assertThat(deleted.action()).isEqualTo(action));
    }
}
