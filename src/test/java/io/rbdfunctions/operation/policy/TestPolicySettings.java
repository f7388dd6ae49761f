package io.rbdfunctions.operation.policy;

import java.util.Optional;
import java.util.Set;

/** Policy settings of a test. */
record TestPolicySettings(
        Parameters parameters,
        Optional<Set<String>> classes,
        Optional<Set<String>> pools,
        Images images,
        boolean checkVolumes)
        implements CallPolicyConfig {
    static final TestPolicySettings DEFAULT =
            new TestPolicySettings(Parameters.ALLOWED, Optional.empty(), Optional.empty(), Images.OURS, true);

    TestPolicySettings parameters(Parameters wanted) {
        return new TestPolicySettings(wanted, classes, pools, images, checkVolumes);
    }

    TestPolicySettings classes(String... wanted) {
        return new TestPolicySettings(parameters, Optional.of(Set.of(wanted)), pools, images, checkVolumes);
    }

    TestPolicySettings pools(String... wanted) {
        return new TestPolicySettings(parameters, classes, Optional.of(Set.of(wanted)), images, checkVolumes);
    }

    TestPolicySettings images(Images wanted) {
        return new TestPolicySettings(parameters, classes, pools, wanted, checkVolumes);
    }

    TestPolicySettings unchecked() {
        return new TestPolicySettings(parameters, classes, pools, images, false);
    }
}
