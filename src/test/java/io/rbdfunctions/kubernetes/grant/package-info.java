@NullMarked
package io.rbdfunctions.kubernetes.grant;

import org.jspecify.annotations.NullMarked;
