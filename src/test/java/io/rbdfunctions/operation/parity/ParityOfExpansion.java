package io.rbdfunctions.operation.parity;

import static io.rbdfunctions.operation.Expected.answer;
import static io.rbdfunctions.operation.Expected.imageOf;
import static io.rbdfunctions.operation.Expected.ran;
import static io.rbdfunctions.operation.Expected.refused;
import static io.rbdfunctions.operation.parity.ParityRow.different;
import static io.rbdfunctions.operation.parity.ParityRow.same;
import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.operation.Expected;
import io.rbdfunctions.operation.ScriptedRbd;
import io.rbdfunctions.operation.expand.Expanded;
import io.rbdfunctions.operation.parity.ParityRow.Attempt;
import io.rbdfunctions.process.Result;
import java.util.List;

/** How images are grown (1.5). */
final class ParityOfExpansion {
    private static final String INFO = "info {image} {connect monitors first} --format json {end}";
    private static final String RESIZE = "resize {image} --size 16 {connect} --no-progress {end}";
    private static final long MEBIBYTE = 1 << 20;

    private ParityOfExpansion() {}

    static List<ParityRow> rows() {
        return List.of(
                different(
                        "1.5-info-arguments",
                        "`rbd info <image> --pool <pool> -m <monitors> --id <id> --key=<secret> -k=/dev/null"
                                + " --format=json`",
                        "The same in the same order, with the differences of 1.3-arguments; `-k` has no effect "
                                + "with a key.",
                        expand(8, "8Mi"),
                        ran(INFO)),
                same(
                        "1.5-output",
                        "Only standard output is parsed, not standard error.",
                        lab -> {
                            lab.runner.change(
                                    "info", real -> new Result(0, real.output(), "{\"size\":1} did not load config"));
                            return expand(8, "16Mi").in(lab);
                        },
                        grown(8, 16)),
                different(
                        "1.5-user",
                        "With an empty adminId the user's id and Secret are used.",
                        "adminId is admin, as for the other operations.",
                        lab -> {
                            lab.request.parameter("adminId", "").parameter("userId", "nobody");
                            return expand(8, "16Mi").in(lab);
                        },
                        ran(INFO, RESIZE)),
                same(
                        "1.5-size-rounds-down",
                        "The size of the image is rounded down to whole MiB.",
                        lab -> {
                            lab.ceph
                                    .rbd("create", lab.image(), "--size", "15728641B", "--image-feature", "layering")
                                    .orFail();
                            lab.request.size("16Mi");
                            return lab.expand();
                        },
                        imageOf(16 * MEBIBYTE)),
                different(
                        "1.5-no-answer",
                        "Empty output gives `rbd info failed, error: can not get image size info <image>: `",
                        "Output that cannot be parsed is an error with its own message; the image is not resized.",
                        answered(""),
                        refused("rbd info {pool}/{image}: rbd's answer cannot be read; see the function's log")
                                .and(ran(INFO))
                                .and(imageOf(8 * MEBIBYTE))),
                different(
                        "1.5-no-answer",
                        "Output that is not JSON gives `rbd info failed, error: parse rbd info output failed: "
                                + "<output>, <cause>`",
                        "The same message, which does not show the output.",
                        answered("2026-11-23 did not load config file"),
                        refused("rbd info {pool}/{image}: rbd's answer cannot be read; see the function's log")),
                same(
                        "1.5-never-shrinks",
                        "A larger image is not changed.",
                        expand(32, "16Mi"),
                        ran(INFO).and(imageOf(32 * MEBIBYTE))),
                different(
                        "1.5-large-enough",
                        "For a larger image, the requested size is returned.",
                        "The actual size is returned.",
                        expand(32, "16Mi"),
                        answer(Expanded.class, expanded -> {
                            assertThat(expanded.now()).isEqualTo(32 * MEBIBYTE);
                            assertThat(expanded.resized()).isFalse();
                        })),
                different(
                        "1.5-resize-arguments",
                        "`rbd resize <image> --size <MiB> --pool <pool> --id <id> -m <monitors> --key=<secret>`",
                        "The same in the same order, with the differences of 1.3-arguments.",
                        expand(8, "16Mi"),
                        ran(INFO, RESIZE).and(imageOf(16 * MEBIBYTE))),
                different(
                        "1.5-error",
                        "`exit status N` without more detail, and the old size.",
                        "The message contains the output of rbd; no size is returned.",
                        lab -> {
                            lab.runner.pretend(
                                    "resize", ScriptedRbd.failure(30, "rbd: resize error: (30) Read-only file system"));
                            return expand(8, "16Mi").in(lab);
                        },
                        refused("rbd resize {pool}/{image}: exit status 30, rbd: resize error: (30) Read-only file"
                                + " system; remove the lock with rbd lock rm, see rbd lock ls")),
                same(
                        "1.5-quantity",
                        "The size is rounded up to whole MiB.",
                        expand(8, "16777215"),
                        grown(8, 16).and(imageOf(16 * MEBIBYTE))),
                different(
                        "1.5-missing",
                        "`rbd info failed, error: exit status 2`",
                        "The message says that the image does not exist, and the next step.",
                        ParityLab::expand,
                        refused("expand {pool}/{image}: the image does not exist; provision it first")
                                .and(ran(INFO))));
    }

    /** Expands an image with this number of MiB to the size. */
    private static Attempt expand(long mebibytes, String size) {
        return lab -> {
            lab.ceph.createImage(lab.image(), mebibytes);
            lab.request.size(size);
            return lab.expand();
        };
    }

    private static Attempt answered(String output) {
        return lab -> {
            lab.runner.change("info", _ -> new Result(0, output, ""));
            return expand(8, "16Mi").in(lab);
        };
    }

    private static Expected grown(long before, long now) {
        return answer(Expanded.class, expanded -> {
            assertThat(expanded.before()).isEqualTo(before * MEBIBYTE);
            assertThat(expanded.now()).isEqualTo(now * MEBIBYTE);
            assertThat(expanded.resized()).isTrue();
        });
    }
}
