/** The steps of a check that look at Kubernetes: what nodes need, whether claims reach the functions, and permissions. */
@NullMarked
package io.rbdfunctions.operation.check.kubernetes;

import org.jspecify.annotations.NullMarked;
