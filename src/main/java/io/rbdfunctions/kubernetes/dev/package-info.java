/** The API server of dev mode. */
@NullMarked
package io.rbdfunctions.kubernetes.dev;

import org.jspecify.annotations.NullMarked;
