@NullMarked
package io.rbdfunctions.operation.provision;

import org.jspecify.annotations.NullMarked;
