/** The training run that records the AOT cache. */
@NullMarked
package io.rbdfunctions.tools.training;

import org.jspecify.annotations.NullMarked;
