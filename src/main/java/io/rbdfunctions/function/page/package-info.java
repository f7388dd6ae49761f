/** The status page: GET / as HTML and as JSON, and how a browser signs in. */
@NullMarked
package io.rbdfunctions.function.page;

import org.jspecify.annotations.NullMarked;
