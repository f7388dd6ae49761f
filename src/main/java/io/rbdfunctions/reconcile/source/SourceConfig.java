package io.rbdfunctions.reconcile.source;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the sources of claims. */
@ConfigMapping(prefix = "rbd-functions.clones")
public interface SourceConfig {
    /** Whether claims may have sources in other namespaces, if these grant it. */
    @WithDefault("false")
    boolean acrossNamespaces();
}
