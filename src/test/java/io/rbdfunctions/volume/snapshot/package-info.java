@NullMarked
package io.rbdfunctions.volume.snapshot;

import org.jspecify.annotations.NullMarked;
