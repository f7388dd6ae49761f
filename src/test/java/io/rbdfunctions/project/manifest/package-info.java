/** Checks of the Kubernetes manifests. */
@NullMarked
package io.rbdfunctions.project.manifest;

import org.jspecify.annotations.NullMarked;
