/** Benchmarks that compare the functions with plain rbd and librbd. */
@NullMarked
package io.rbdfunctions.tools.bench;

import org.jspecify.annotations.NullMarked;
