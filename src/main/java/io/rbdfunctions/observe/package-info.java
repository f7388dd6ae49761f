/** What the function tells of itself to those who run it: metrics, and traces where they are wanted. */
@NullMarked
package io.rbdfunctions.observe;

import org.jspecify.annotations.NullMarked;
