@NullMarked
package io.rbdfunctions.function.http;

import org.jspecify.annotations.NullMarked;
