@NullMarked
package io.rbdfunctions.volume.parameters;

import org.jspecify.annotations.NullMarked;
