/** What is done to volumes and their images: provision, expand, delete, restore and so on. Knows nothing of HTTP, Funqy or CloudEvents. */
@NullMarked
package io.rbdfunctions.operation;

import org.jspecify.annotations.NullMarked;
