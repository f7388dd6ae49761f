@NullMarked
package io.rbdfunctions.operation.attributes;

import org.jspecify.annotations.NullMarked;
