package io.rbdfunctions.operation.policy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** Restricts what calls may use. */
@ConfigMapping(prefix = "rbd-functions.policy")
interface CallPolicyConfig {
    /** Whether calls may pass class parameters. */
    @WithDefault("allowed")
    Parameters parameters();

    /** The classes that calls may use; with this list, calls may not pass parameters. Empty for all classes. */
    Optional<Set<String>> classes();

    /** The pools that calls may use; empty for all pools. */
    Optional<Set<String>> pools();

    /** The images that calls may grow, delete and purge. */
    @WithDefault("ours")
    Images images();

    /** Whether to refuse the deletion of an image that another PersistentVolume uses. */
    @WithDefault("true")
    boolean checkVolumes();

    /** Whether parameters are accepted. */
    enum Parameters {
        ALLOWED,
        FORBIDDEN
    }

    /** Which images are accepted. */
    enum Images {
        /** Images with the name or the tags of an image that this provisioner created or adopted. */
        OURS,
        /** All images that the user of the class may change. */
        ANY
    }
}
