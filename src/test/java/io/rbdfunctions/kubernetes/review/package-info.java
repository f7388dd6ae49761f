@NullMarked
package io.rbdfunctions.kubernetes.review;

import org.jspecify.annotations.NullMarked;
