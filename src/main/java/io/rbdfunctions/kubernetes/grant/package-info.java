/** Reads what namespaces allow others to refer to. */
@NullMarked
package io.rbdfunctions.kubernetes.grant;

import org.jspecify.annotations.NullMarked;
