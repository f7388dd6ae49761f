/** Tests of the status page, some of them in a browser. */
@NullMarked
package io.rbdfunctions.function.page;

import org.jspecify.annotations.NullMarked;
