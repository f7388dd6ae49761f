@NullMarked
package io.rbdfunctions.operation.policy;

import org.jspecify.annotations.NullMarked;
