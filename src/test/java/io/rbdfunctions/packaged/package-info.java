/** The packaged application in a process of its own, for the demo, the benchmark and the tests of its life. */
@NullMarked
package io.rbdfunctions.packaged;

import org.jspecify.annotations.NullMarked;
