/** Which images, pools and classes a direct call may use. */
@NullMarked
package io.rbdfunctions.operation.policy;

import org.jspecify.annotations.NullMarked;
