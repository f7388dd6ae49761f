/** The parameters of a VolumeAttributesClass, and the image metadata that they stand for. */
@NullMarked
package io.rbdfunctions.volume.attributes;

import org.jspecify.annotations.NullMarked;
