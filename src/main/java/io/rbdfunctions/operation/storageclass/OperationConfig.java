package io.rbdfunctions.operation.storageclass;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How volumes are made. */
@ConfigMapping(prefix = "rbd-functions")
public interface OperationConfig {
    /** The name that StorageClasses give as their provisioner, and that volumes carry as who made them. */
    @WithDefault("rbdfunctions.io/rbd")
    String provisioner();

    /** How long an operation waits for another one on the same image before it ends with "busy". */
    @WithDefault("60s")
    Duration imageTimeout();

    /** Whether what a first request uses is set up, classes and keys are read, and connections made, before it asks. */
    @WithDefault("true")
    boolean anticipate();
}
