@NullMarked
package io.rbdfunctions.journal;

import org.jspecify.annotations.NullMarked;
