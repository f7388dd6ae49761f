/** The rules of the validating webhook for storage classes, claims, volumes and quotas. */
@NullMarked
package io.rbdfunctions.admission;

import org.jspecify.annotations.NullMarked;
