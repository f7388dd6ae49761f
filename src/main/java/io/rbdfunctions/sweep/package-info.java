/** The periodic sweep: reconciles what events missed, purges the trash and looks for orphans. */
@NullMarked
package io.rbdfunctions.sweep;

import org.jspecify.annotations.NullMarked;
