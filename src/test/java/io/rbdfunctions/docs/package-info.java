/** Holds the documentation to what it describes: what it tells to run is run, or said to need what is not at hand. */
@NullMarked
package io.rbdfunctions.docs;

import org.jspecify.annotations.NullMarked;
