/** What {@code ./mvnw quarkus:dev} adds: a throw-away Ceph. Not part of the packaged application. */
@NullMarked
package io.rbdfunctions.dev;

import org.jspecify.annotations.NullMarked;
