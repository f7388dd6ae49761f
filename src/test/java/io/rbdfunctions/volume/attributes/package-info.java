@NullMarked
package io.rbdfunctions.volume.attributes;

import org.jspecify.annotations.NullMarked;
