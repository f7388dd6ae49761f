/** Generates the OpenAPI description and the table of event types from the code. */
@NullMarked
package io.rbdfunctions.tools.openapi;

import org.jspecify.annotations.NullMarked;
