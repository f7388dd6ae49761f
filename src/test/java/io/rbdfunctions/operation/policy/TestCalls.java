package io.rbdfunctions.operation.policy;

import io.rbdfunctions.journal.snapshot.SnapshotJournal;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContents;
import io.rbdfunctions.operation.UnobservedScope;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.audit.OperationLog;
import io.rbdfunctions.operation.call.CallTargets;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.image.PoolContents;
import io.rbdfunctions.operation.snapshot.call.SnapshotLocator;

/** Creates the operations as callers reach them, for the tests of other packages. */
public final class TestCalls {
    private TestCalls() {}

    /** With a policy that allows all images. */
    public static PolicyCheckedOperations over(
            PoolContents contents,
            DynamicVolumes dynamicVolumes,
            PersistentVolumes volumes,
            SnapshotContents snapshotContents,
            CallTargets targets,
            VolumeOperations operations) {
        var locator =
                new SnapshotLocator(contents.sessions(), dynamicVolumes, new SnapshotJournal(dynamicVolumes.journal()));
        CallPolicyConfig config =
                TestPolicySettings.DEFAULT.images(CallPolicyConfig.Images.ANY).unchecked();
        return new PolicyCheckedOperations(
                new CallPolicy(
                        config,
                        contents,
                        dynamicVolumes,
                        new SnapshotPolicy(config, locator, snapshotContents),
                        volumes),
                targets,
                operations,
                new OperationLog(UnobservedScope::new));
    }
}
