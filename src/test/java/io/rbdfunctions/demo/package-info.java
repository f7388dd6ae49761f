/** What {@code ./mvnw -Pdemo} runs: the packaged function, a throw-away Ceph, and the life of one volume. */
@NullMarked
package io.rbdfunctions.demo;

import org.jspecify.annotations.NullMarked;
