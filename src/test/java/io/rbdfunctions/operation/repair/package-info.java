@NullMarked
package io.rbdfunctions.operation.repair;

import org.jspecify.annotations.NullMarked;
