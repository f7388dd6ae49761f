/**
 * What is said of a change to the cluster before it is made. Nothing here changes anything: a verdict depends on the
 * change and on what is there, and the API server may ask for it as often as it likes.
 */
@NullMarked
package io.rbdfunctions.operation.admission;

import org.jspecify.annotations.NullMarked;
