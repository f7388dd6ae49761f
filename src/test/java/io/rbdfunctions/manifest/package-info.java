/** Holds the manifests in {@code k8s/} to the schemas of what reads them, and to what the application is. */
@NullMarked
package io.rbdfunctions.manifest;

import org.jspecify.annotations.NullMarked;
