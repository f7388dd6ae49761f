/** Claims and volumes through their whole life, with an API server. */
@NullMarked
package io.rbdfunctions.system.life;

import org.jspecify.annotations.NullMarked;
