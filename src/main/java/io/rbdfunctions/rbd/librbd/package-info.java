/**
 * RBD in process: librados and librbd through the JDK's foreign functions, on connections that are kept. The only door to
 * native code.
 */
@NullMarked
package io.rbdfunctions.rbd.librbd;

import org.jspecify.annotations.NullMarked;
