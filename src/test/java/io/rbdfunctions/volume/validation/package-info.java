@NullMarked
package io.rbdfunctions.volume.validation;

import org.jspecify.annotations.NullMarked;
