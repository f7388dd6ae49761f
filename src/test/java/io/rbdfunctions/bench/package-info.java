/** How fast the functions are, beside the plain rbd command in the same run. Started by {@code ./mvnw -Pbench}. */
@NullMarked
package io.rbdfunctions.bench;

import org.jspecify.annotations.NullMarked;
