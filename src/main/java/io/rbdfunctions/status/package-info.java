/** The status report that GET / shows: troubles, volumes, pools, orphans, trash and the last sweep. */
@NullMarked
package io.rbdfunctions.status;

import org.jspecify.annotations.NullMarked;
