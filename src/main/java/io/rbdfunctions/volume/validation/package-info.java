/** Validation of text, and what is wrong with a request field by field. */
@NullMarked
package io.rbdfunctions.volume.validation;

import org.jspecify.annotations.NullMarked;
