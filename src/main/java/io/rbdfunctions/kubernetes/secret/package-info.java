/** Reads Ceph keys from Secrets or from files. */
@NullMarked
package io.rbdfunctions.kubernetes.secret;

import org.jspecify.annotations.NullMarked;
