/** The wire: Funqy functions, payloads, replies, CloudEvents, problem documents. The only package that knows HTTP. */
@NullMarked
package io.rbdfunctions.function;

import org.jspecify.annotations.NullMarked;
