package io.rbdfunctions.operation.direct;

import java.util.Optional;
import java.util.Set;

/** Settings, each as a test wants it. */
record TestSettings(
        Parameters parameters,
        Optional<Set<String>> classes,
        Optional<Set<String>> pools,
        Images images,
        boolean checkVolumes)
        implements DirectConfig {
    static final TestSettings USUAL =
            new TestSettings(Parameters.ALLOWED, Optional.empty(), Optional.empty(), Images.OURS, true);

    TestSettings parameters(Parameters wanted) {
        return new TestSettings(wanted, classes, pools, images, checkVolumes);
    }

    TestSettings classes(String... wanted) {
        return new TestSettings(parameters, Optional.of(Set.of(wanted)), pools, images, checkVolumes);
    }

    TestSettings pools(String... wanted) {
        return new TestSettings(parameters, classes, Optional.of(Set.of(wanted)), images, checkVolumes);
    }

    TestSettings images(Images wanted) {
        return new TestSettings(parameters, classes, pools, wanted, checkVolumes);
    }

    TestSettings unchecked() {
        return new TestSettings(parameters, classes, pools, images, false);
    }
}
