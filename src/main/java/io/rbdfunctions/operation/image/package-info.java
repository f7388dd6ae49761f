/** What several operations need to work on images: sessions, locks, names, tags and users. */
@NullMarked
package io.rbdfunctions.operation.image;

import org.jspecify.annotations.NullMarked;
