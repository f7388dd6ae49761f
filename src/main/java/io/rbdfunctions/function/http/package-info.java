/** What every HTTP request passes before a function sees it: gate, authentication, limits and error handling. */
@NullMarked
package io.rbdfunctions.function.http;

import org.jspecify.annotations.NullMarked;
