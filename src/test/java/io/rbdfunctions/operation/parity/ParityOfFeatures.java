package io.rbdfunctions.operation.parity;

import static io.rbdfunctions.operation.Expected.imageOf;
import static io.rbdfunctions.operation.Expected.ran;
import static io.rbdfunctions.operation.Expected.refused;
import static io.rbdfunctions.operation.parity.ParityRow.different;
import static io.rbdfunctions.operation.parity.ParityRow.same;
import static io.rbdfunctions.operation.parity.ParityTable.provision;

import java.util.List;

/** How the image's format and features are read (P06 to P08). */
final class ParityOfFeatures {
    private static final String KNOWN =
            ", supported features are: layering, exclusive-lock, object-map, fast-diff, deep-flatten, journaling";

    private static final String NO_FORMAT_1 =
            "ceph imageformat 1 is no longer made by Ceph: leave imageFormat out or say 2";

    private ParityOfFeatures() {}

    static List<ParityRow> rows() {
        return List.of(
                same(
                        "P06",
                        "imageFeatures may be layering.",
                        provision(request -> request.parameter("imageFeatures", "layering")),
                        ran(
                                "create {image} --size 8 {connect} --image-format 2 --image-feature layering --no-progress {end}")),
                same(
                        "P06",
                        "They are separated by commas; blanks and empty items are rejected.",
                        provision(request -> request.parameter("imageFeatures", "layering, layering")),
                        refused("invalid feature \" layering\"" + KNOWN).and(ran())),
                different(
                        "P06",
                        "`invalid feature \"x\" for volume plugin kubernetes.io/rbd, supported features are:"
                                + " map[layering:{}]`",
                        "The message lists the features by name.",
                        provision(request -> request.parameter("imageFeatures", "")),
                        refused("invalid feature \"\"" + KNOWN)),
                different(
                        "P06",
                        "Only layering is supported.",
                        "Also exclusive-lock, object-map, fast-diff, deep-flatten and journaling.",
                        provision(asked ->
                                asked.parameter("imageFeatures", "layering,exclusive-lock,object-map,fast-diff")),
                        ran("create {image} --size 8 {connect} --image-format 2 --image-feature"
                                        + " layering,exclusive-lock,object-map,fast-diff --no-progress {end}")
                                .and(imageOf(8 << 20))),
                different(
                        "P06",
                        "Only layering is supported, which has no dependencies.",
                        "Features that others depend on must be listed too.",
                        provision(request -> request.parameter("imageFeatures", "layering,fast-diff")),
                        refused("feature fast-diff requires object-map to be set")
                                .and(ran())),
                same(
                        "P07",
                        "imageFormat defaults to 2.",
                        ParityLab::provision,
                        ran(
                                "create {image} --size 8 {connect} --image-format 2 --image-feature '' --no-progress {end}")),
                different(
                        "P07",
                        "Values other than 1 and 2 give `invalid ceph imageformat 3, expecting 1 or 2`.",
                        "The message quotes the value.",
                        provision(request -> request.parameter("imageFormat", "3")),
                        refused("invalid ceph imageformat \"3\", expecting 1 or 2")
                                .and(ran())),
                different(
                        "P07",
                        "imageFormat 1 is accepted, but current Ceph releases do not create it.",
                        "It is rejected with an explanation.",
                        provision(request -> request.parameter("imageFormat", "1")),
                        refused(NO_FORMAT_1).and(ran())),
                different(
                        "P08",
                        "imageFeatures are ignored with format 1.",
                        "Format 1 is not supported.",
                        provision(request ->
                                request.parameter("imageFormat", "1").parameter("imageFeatures", "layering")),
                        refused(NO_FORMAT_1)));
    }
}
