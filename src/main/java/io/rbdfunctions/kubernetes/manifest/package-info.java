/** Reads and builds the manifests of claims and PersistentVolumes. */
@NullMarked
package io.rbdfunctions.kubernetes.manifest;

import org.jspecify.annotations.NullMarked;
