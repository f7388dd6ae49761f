@NullMarked
package io.rbdfunctions.operation.snapshot.inspect;

import org.jspecify.annotations.NullMarked;
