/** Tests that need a real API server, with profile {@code real-cluster}: the mock calls no webhooks and has no accounts. */
@NullMarked
package io.rbdfunctions.system.apiserver;

import org.jspecify.annotations.NullMarked;
