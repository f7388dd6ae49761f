@NullMarked
package io.rbdfunctions.operation.check.ceph;

import org.jspecify.annotations.NullMarked;
