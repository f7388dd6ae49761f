package io.rbdfunctions.reconcile.volume;

import io.rbdfunctions.kubernetes.StorageClasses;

/** Creates an {@link ImageLocator} for the tests of other packages. */
public final class TestImageLocator {
    private TestImageLocator() {}

    public static ImageLocator over(StorageClasses classes) {
        return new ImageLocator(classes);
    }
}
