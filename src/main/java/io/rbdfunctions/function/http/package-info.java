/** The checks that every HTTP request passes before a function runs: gate, authentication, limits and error handling. */
@NullMarked
package io.rbdfunctions.function.http;

import org.jspecify.annotations.NullMarked;
