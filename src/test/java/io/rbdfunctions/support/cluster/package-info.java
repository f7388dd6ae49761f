/** API servers, events and controllers for tests, on a mock or a real cluster. */
@NullMarked
package io.rbdfunctions.support.cluster;

import org.jspecify.annotations.NullMarked;
