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
    /** Run because a full pool, too, reports an image as missing. */
    private static final String LS = "ls {connect} --format json {end}";

    private ParityOfDeletion() {}

    static List<ParityRow> rows() {
        return List.of(
                same(
                        "1.4-class",
                        "The class is read again for the deletion.",
                        delete(lab -> {
                            lab.storageClass("Delete");
                            lab.ceph.createImage(lab.image(), 8);
                        }),
                        ended(Action.DELETED).and(noImage())),
                different(
                        "1.4-class",
                        "Without the class or its Secret a volume cannot be deleted.",
                        "The request can contain the class's parameters.",
                        delete(lab -> lab.ceph.createImage(lab.image(), 8)),
                        ended(Action.DELETED).and(noImage())),
                same(
                        "1.4-class",
                        "A missing class is an error.",
                        delete(lab -> lab.request.storageClass("rbd")),
                        refused("storageclass \"rbd\" not found: create it or use another")
                                .and(ran())),
                different(
                        "1.4-no-class",
                        "`volume has no storage class`",
                        "The message lists everything that the request lacks.",
                        delete(lab -> lab.request.parameters().clear()),
                        refused("missing Ceph monitors; missing Ceph admin secret name")
                                .and(ran())),
                same(
                        "1.4-other-parameters",
                        "Only the parameters that lead to the cluster are read; others may be wrong or unknown.",
                        delete(lab -> {
                            lab.request
                                    .without("userSecretName")
                                    .parameter("imageFormat", "7")
                                    .parameter("thick", "yes");
                            lab.ceph.createImage(lab.image(), 8);
                        }),
                        ended(Action.DELETED)),
                same(
                        "1.4-admin",
                        "An empty adminId means admin.",
                        delete(lab -> {
                            lab.request.parameter("adminId", "");
                            lab.ceph.createImage(lab.image(), 8);
                        }),
                        ran(RM)),
                different(
                        "1.4-place",
                        "pool, image and monitors are those of the volume, not of the class.",
                        "Pool and monitors are those of the request's class or parameters, because a request "
                                + "need not be about a volume; the image is named or derived from the volume's name.",
                        delete(lab -> {
                            lab.request.image("named-" + System.nanoTime());
                            lab.ceph.createImage(lab.image(), 8);
                        }),
                        ended(Action.DELETED).and(noImage())),
                different(
                        "1.4-status",
                        "`rbd status` runs first; its output must not contain `watcher=`.",
                        "rbd itself refuses to remove a watched image; the watchers are listed only then.",
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
                        "The message begins in the same way and names the watchers.",
                        ParityOfDeletion::deleteWatched,
                        observed -> assertThat(observed.refusal())
                                .startsWith(observed.lab()
                                        .fill("rbd image {pool}/{image} is still being used by 127.0.0.1:0/"))),
                different(
                        "1.4-missing",
                        "A missing image is an error each time.",
                        "Deleting a missing image succeeds.",
                        ParityLab::delete,
                        ended(Action.ALREADY_GONE).and(ran(RM, LS))),
                different(
                        "1.4-error",
                        "`error exit status N, rbd output: <output>`",
                        "The message contains the output of rbd, and the names of snapshots.",
                        delete(lab -> {
                            lab.ceph.createImage(lab.image(), 8);
                            lab.ceph.snapshot(lab.image(), "s1");
                        }),
                        refused("rbd image {pool}/{image} has snapshots s1: remove the snapshots and flatten or remove"
                                + " the clones first")),
                different(
                        "1.4-no-wait",
                        "A busy image fails at once.",
                        "The removal is retried for a while, because a killed removal can leave the image busy.",
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
