/** Rules of the validating webhook for StorageClasses, claims, volumes and quotas. */
@NullMarked
package io.rbdfunctions.admission;

import org.jspecify.annotations.NullMarked;
