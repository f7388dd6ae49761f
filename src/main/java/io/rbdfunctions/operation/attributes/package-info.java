/** Sets on an image what a VolumeAttributesClass says. */
@NullMarked
package io.rbdfunctions.operation.attributes;

import org.jspecify.annotations.NullMarked;
