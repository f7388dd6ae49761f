/** Lifecycle of claims and volumes with an API server and Ceph. */
@NullMarked
package io.rbdfunctions.system.life;

import org.jspecify.annotations.NullMarked;
