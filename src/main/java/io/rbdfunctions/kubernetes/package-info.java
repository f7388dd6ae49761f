/** Access to the API server: calls, pages, patches and the cache. */
@NullMarked
package io.rbdfunctions.kubernetes;

import org.jspecify.annotations.NullMarked;
