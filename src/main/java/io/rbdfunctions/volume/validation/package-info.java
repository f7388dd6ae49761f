/** Validates text and collects the errors in a request by field. */
@NullMarked
package io.rbdfunctions.volume.validation;

import org.jspecify.annotations.NullMarked;
