/** Renders and validates the Kubernetes manifests for tests. */
@NullMarked
package io.rbdfunctions.support.manifest;

import org.jspecify.annotations.NullMarked;
