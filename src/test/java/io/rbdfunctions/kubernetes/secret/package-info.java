@NullMarked
package io.rbdfunctions.kubernetes.secret;

import org.jspecify.annotations.NullMarked;
