/** What is done to volumes: provision, expand, delete, inspect, list. Knows nothing of HTTP, Funqy or CloudEvents. */
@NullMarked
package io.rbdfunctions.operation;

import org.jspecify.annotations.NullMarked;
