/** What {@code ./mvnw verify -Pimage} runs: the image, built and started as a cluster starts it. */
@NullMarked
package io.rbdfunctions.image;

import org.jspecify.annotations.NullMarked;
