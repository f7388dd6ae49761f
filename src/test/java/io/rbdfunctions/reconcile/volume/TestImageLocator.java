package io.rbdfunctions.reconcile.volume;

import io.rbdfunctions.kubernetes.StorageClasses;

/** The way to images, for the tests of other packages. */
public final class TestImageLocator {
    private TestImageLocator() {}

    public static ImageLocator over(StorageClasses classes) {
        return new ImageLocator(classes);
    }
}
