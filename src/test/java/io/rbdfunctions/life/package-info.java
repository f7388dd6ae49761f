/** The whole life of a claim, against an API server and a real Ceph. */
@NullMarked
package io.rbdfunctions.life;

import org.jspecify.annotations.NullMarked;
