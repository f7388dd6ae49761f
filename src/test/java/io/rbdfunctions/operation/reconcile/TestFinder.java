package io.rbdfunctions.operation.reconcile;

import io.rbdfunctions.kubernetes.StorageClasses;

/** The way to images, for the tests of other packages. */
public final class TestFinder {
    private TestFinder() {}

    public static ImageFinder over(StorageClasses classes) {
        return new ImageFinder(classes);
    }
}
