/** Queries of the dashboard and the alerts, and the metrics that a function exposes. */
@NullMarked
package io.rbdfunctions.support.metrics;

import org.jspecify.annotations.NullMarked;
