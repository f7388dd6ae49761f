@NullMarked
package io.rbdfunctions.operation.storageclass;

import org.jspecify.annotations.NullMarked;
