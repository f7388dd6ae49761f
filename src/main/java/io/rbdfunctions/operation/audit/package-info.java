/** The record of each operation: subject, request context, log lines and listeners. */
@NullMarked
package io.rbdfunctions.operation.audit;

import org.jspecify.annotations.NullMarked;
