@NullMarked
package io.rbdfunctions.startup;

import org.jspecify.annotations.NullMarked;
