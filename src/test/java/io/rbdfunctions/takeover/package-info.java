@NullMarked
package io.rbdfunctions.takeover;

import org.jspecify.annotations.NullMarked;
