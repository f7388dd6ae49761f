package io.rbdfunctions.reconcile.volume;

import io.rbdfunctions.kubernetes.ApiCache;

/** Creates an {@link ImageLocator} for the tests of other packages. */
public final class TestImageLocator {
    private TestImageLocator() {}

    public static ImageLocator over(ApiCache cache) {
        return new ImageLocator(cache);
    }
}
