package io.rbdfunctions.operation.check;

import io.rbdfunctions.operation.TestPools;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.rbd.monitor.PoolState;
import io.rbdfunctions.volume.ceph.CephKey;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.parameters.ClassParameters;
import io.rbdfunctions.volume.parameters.ParameterReader;
import io.rbdfunctions.volume.validation.Violations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the steps before have found, for tests of single steps. */
public final class TestContext {
    private TestContext() {}

    /** A class for the pool {@code kube} with more parameters. */
    public static ClassParameters parameters(Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(TestPools.PARAMETERS);
        parameters.putAll(Map.of("clusterID", "c1", "nodeStageSecretName", "ceph-node"));
        parameters.putAll(more);
        Violations violations = new Violations();
        return violations.orThrow(ParameterReader.readClass(parameters, violations));
    }

    public static CheckContext of(ClassParameters parameters, List<PoolState> pools) {
        return of(List.of(parameters), pools);
    }

    /** A class with several pools. */
    public static CheckContext of(List<ClassParameters> inEachPool, List<PoolState> pools) {
        ClassParameters parameters = inEachPool.getFirst();
        CheckContext context = new CheckContext(new CheckRequest(new ClassSource.Given(TestPools.PARAMETERS), false));
        context.foundInEachPool(inEachPool);
        var session = new Session(
                parameters.cluster().monitors(), CephUser.ADMIN, new CephKey("AQBcanary=="), TestEngine.timeouts());
        context.found(new PoolSession(parameters.cluster().poolSpec(), session, TestPools.unusedEngine(), null));
        context.found(pools);
        return context;
    }
}
