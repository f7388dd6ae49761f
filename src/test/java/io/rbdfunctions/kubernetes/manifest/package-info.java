@NullMarked
package io.rbdfunctions.kubernetes.manifest;

import org.jspecify.annotations.NullMarked;
