/** The steps of a check that look at Ceph: monitors, user, pools and an image. */
@NullMarked
package io.rbdfunctions.operation.check.ceph;

import org.jspecify.annotations.NullMarked;
