package io.rbdfunctions.operation.policy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** What callers may name. */
@ConfigMapping(prefix = "rbd-functions.direct")
interface CallPolicyConfig {
    /** Whether class parameters may come with a call. */
    @WithDefault("allowed")
    Parameters parameters();

    /** The classes that may be named, and parameters then not; all where none is given. */
    Optional<Set<String>> classes();

    /** The pools that may be worked in; all where none is given. */
    Optional<Set<String>> pools();

    /** Which images may be grown, deleted and purged. */
    @WithDefault("ours")
    Images images();

    /** Whether the cluster's volumes are looked through for another one over an image that is to go. */
    @WithDefault("true")
    boolean checkVolumes();

    /** Whether parameters may be given. */
    enum Parameters {
        ALLOWED,
        FORBIDDEN
    }

    /** Whose images. */
    enum Images {
        /** Those with names of our form, and with our tags: what was made or adopted here. */
        OURS,
        /** All that the class's user may touch. */
        ANY
    }
}
