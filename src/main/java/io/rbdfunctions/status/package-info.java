/** The status report that GET / shows: volumes, orphans, trash and the last sweep. */
@NullMarked
package io.rbdfunctions.status;

import org.jspecify.annotations.NullMarked;
