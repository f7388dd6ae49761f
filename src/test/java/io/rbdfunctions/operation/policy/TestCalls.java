package io.rbdfunctions.operation.policy;

import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.operation.UnobservedScope;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.audit.OperationLog;
import io.rbdfunctions.operation.call.CallTargets;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.image.PoolContents;

/** Creates the operations as callers reach them, for the tests of other packages. */
public final class TestCalls {
    private TestCalls() {}

    /** With a policy that allows all images. */
    public static PolicyCheckedOperations over(
            PoolContents contents,
            DynamicVolumes dynamicVolumes,
            PersistentVolumes volumes,
            CallTargets targets,
            VolumeOperations operations) {
        CallPolicyConfig config =
                TestPolicySettings.DEFAULT.images(CallPolicyConfig.Images.ANY).unchecked();
        return new PolicyCheckedOperations(
                new CallPolicy(config, contents, dynamicVolumes, volumes),
                targets,
                operations,
                new OperationLog(UnobservedScope::new));
    }
}
