package io.rbdfunctions.operation.check.ceph;

import io.rbdfunctions.operation.check.CheckContext;
import io.rbdfunctions.operation.check.CheckStep;
import io.rbdfunctions.operation.check.Finding;
import io.rbdfunctions.operation.check.StepName;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.volume.parameters.ClusterParameters;
import jakarta.inject.Singleton;

/** The Secret of the functions' user is there, may be read, and has a key. */
@Singleton
record SecretStep(PoolSessions sessions) implements CheckStep {
    @Override
    public StepName name() {
        return StepName.SECRET;
    }

    @Override
    public Finding run(CheckContext context) {
        if (context.hasSecretPerClaim()) {
            return Finding.skipped("its name depends on the claim: check parameters with the Secret of one claim");
        }
        ClusterParameters cluster = context.parameters().cluster();
        PoolSession session = sessions.open(cluster);
        context.found(session);
        return Finding.passed("%s has a key for client.%s".formatted(cluster.adminSecret(), session.user()));
    }
}
