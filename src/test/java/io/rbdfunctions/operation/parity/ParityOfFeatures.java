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
                        provision(asked -> asked.parameter("imageFeatures", "layering")),
                        ran(
                                "create {image} --size 8 {connect} --image-format 2 --image-feature layering --no-progress {end}")),
                same(
                        "P06",
                        "They are separated by commas; a blank among them, or nothing, is refused.",
                        provision(asked -> asked.parameter("imageFeatures", "layering, layering")),
                        refused("invalid feature \" layering\"" + KNOWN).and(ran())),
                different(
                        "P06",
                        "`invalid feature \"x\" for volume plugin kubernetes.io/rbd, supported features are:"
                                + " map[layering:{}]`",
                        "The message lists the features by name.",
                        provision(asked -> asked.parameter("imageFeatures", "")),
                        refused("invalid feature \"\"" + KNOWN)),
                different(
                        "P06",
                        "Only layering is supported.",
                        "exclusive-lock, object-map, fast-diff, deep-flatten and journaling, too.",
                        provision(asked ->
                                asked.parameter("imageFeatures", "layering,exclusive-lock,object-map,fast-diff")),
                        ran("create {image} --size 8 {connect} --image-format 2 --image-feature"
                                        + " layering,exclusive-lock,object-map,fast-diff --no-progress {end}")
                                .and(imageOf(8 << 20))),
                different(
                        "P06",
                        "Only layering is supported, which depends on nothing.",
                        "Each of the others needs the features that it depends on beside it.",
                        provision(asked -> asked.parameter("imageFeatures", "layering,fast-diff")),
                        refused("feature fast-diff requires object-map to be set")
                                .and(ran())),
                same(
                        "P07",
                        "imageFormat is 2 where nothing is said.",
                        ParityLab::provision,
                        ran(
                                "create {image} --size 8 {connect} --image-format 2 --image-feature '' --no-progress {end}")),
                different(
                        "P07",
                        "Other than 1 and 2: `invalid ceph imageformat 3, expecting 1 or 2`.",
                        "The value is quoted, so that it can be told from the message.",
                        provision(asked -> asked.parameter("imageFormat", "3")),
                        refused("invalid ceph imageformat \"3\", expecting 1 or 2")
                                .and(ran())),
                different(
                        "P07",
                        "imageFormat may be 1: a Ceph of today refuses to make it.",
                        "It is refused before, with an explanation.",
                        provision(asked -> asked.parameter("imageFormat", "1")),
                        refused(NO_FORMAT_1).and(ran())),
                different(
                        "P08",
                        "imageFeatures are passed over with format 1.",
                        "There is no format 1.",
                        provision(asked -> asked.parameter("imageFormat", "1").parameter("imageFeatures", "layering")),
                        refused(NO_FORMAT_1)));
    }
}
