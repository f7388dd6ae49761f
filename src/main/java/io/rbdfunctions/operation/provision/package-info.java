/** Creates or adopts an image and builds its PersistentVolume. */
@NullMarked
package io.rbdfunctions.operation.provision;

import org.jspecify.annotations.NullMarked;
