package io.rbdfunctions.operation.parity;

import static io.rbdfunctions.operation.Expected.imageOf;
import static io.rbdfunctions.operation.Expected.manifest;
import static io.rbdfunctions.operation.Expected.ran;
import static io.rbdfunctions.operation.Expected.refused;
import static io.rbdfunctions.operation.parity.ParityRow.different;
import static io.rbdfunctions.operation.parity.ParityRow.same;
import static io.rbdfunctions.operation.parity.ParityTable.provision;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

/** How images are created (1.3). */
final class ParityOfCreation {
    private static final String CREATE =
            "create {image} --size 8 {connect} --image-format 2 --image-feature '' --no-progress {end}";

    private ParityOfCreation() {}

    static List<ParityRow> rows() {
        return List.of(
                same(
                        "1.3-size-rounds-up",
                        "The size is rounded up to whole MiB.",
                        provision(request -> request.size("1048577")),
                        imageOf(2 << 20).and(manifest("/spec/capacity/storage", "2Mi"))),
                different(
                        "1.3-size-overflows",
                        "`quantity 10Ei is too great, overflows int64`",
                        "The same error, with the general message for invalid sizes.",
                        provision(request -> request.size("10Ei")),
                        refused("invalid size 10Ei: it is too great, overflows int64")
                                .and(ran())),
                same(
                        "1.3-size-largest",
                        "2^63-1 bytes and more are rejected.",
                        provision(request -> request.size("9223372036854775807")),
                        refused("invalid size 9223372036854775807: it must be at most 9223372036853727232 bytes")),
                different(
                        "1.3-size-zero",
                        "A size of 0 creates an image of 0 bytes.",
                        "It is rejected, like a negative size.",
                        provision(request -> request.size("0")),
                        refused("invalid size 0: it must be greater than zero").and(ran())),
                same(
                        "1.3-monitors",
                        "One command gets all monitors, in the order of the class.",
                        lab -> {
                            lab.request.parameter("monitors", lab.fill("{v2},{v1}"));
                            return lab.provision();
                        },
                        ran(CREATE.replace("{monitors}", "{v2},{v1}")).and(imageOf(8 << 20))),
                different(
                        "1.3-arguments",
                        "`rbd create <image> --size <MiB> --pool <pool> --id <adminId> -m <monitors> --key=<secret>"
                                + " --image-format <format> --image-feature <features>`",
                        "The same in the same order, with `--keyfile -` instead of the key, followed by the "
                                + "client's timeouts, `-c /dev/null` and `--no-progress`.",
                        provision(request -> request.parameter("imageFeatures", "layering")),
                        ran("create {image} --size 8 {connect} --image-format 2 --image-feature layering --no-progress"
                                        + " {end}")
                                .and(imageOf(8 << 20))),
                same(
                        "1.3-no-features",
                        "Without imageFeatures an empty argument disables all features.",
                        ParityLab::provision,
                        ran(CREATE)
                                .and(observed -> assertThat(observed.lab()
                                                .ceph
                                                .rbd("info", observed.lab().image())
                                                .orFail()
                                                .stdout())
                                        .containsPattern("features: *\n"))),
                different(
                        "1.3-key",
                        "The key is an argument, `--key=`, which every process on the machine can read.",
                        "rbd reads it from its standard input.",
                        ParityLab::provision,
                        observed -> assertThat(observed.lab().runner.commands())
                                .isNotEmpty()
                                .allSatisfy(command -> {
                                    assertThat(command.input())
                                            .isEqualTo(observed.lab().ceph.adminKey());
                                    assertThat(command.arguments())
                                            .noneMatch(argument -> argument.contains(
                                                    observed.lab().ceph.adminKey()));
                                })),
                different(
                        "1.3-no-timeout",
                        "There is no timeout.",
                        "rbd is killed at a deadline.",
                        ParityLab::provision,
                        observed -> assertThat(observed.lab().runner.commands())
                                .allMatch(command -> command.deadline().compareTo(Duration.ofMinutes(5)) < 0)),
                different(
                        "1.3-error",
                        "`failed to create rbd image: exit status 2, command output: <standard output and error>`",
                        "The message names the command and the image, then the output of rbd and the next step.",
                        provision(request -> request.parameter("pool", "no-such-pool")),
                        refused("rbd create no-such-pool/{image}: exit status 2, rbd: error opening pool"
                                + " 'no-such-pool': (2) No such file or directory; create the pool, or change the"
                                + " pool of the class")),
                different(
                        "1.3-no-program",
                        "`failed to create rbd image: executable file not found in $PATH, command output: `",
                        "The message names the program and what to install.",
                        lab -> {
                            lab.runner.program("no-rbd-here");
                            return lab.provision();
                        },
                        refused("rbd create {pool}/{image}: program no-rbd-here not found, or not executable; install"
                                + " ceph-common")),
                different(
                        "1.3-configuration",
                        "rbd reads the configuration that it finds.",
                        "rbd reads none: `-c /dev/null`.",
                        ParityLab::provision,
                        ran(CREATE)));
    }
}
