package io.rbdfunctions.operation.check;

import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.rbd.monitor.PoolState;
import io.rbdfunctions.volume.parameters.ClassParameters;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the steps of one check have found out for those that need it. */
public final class CheckContext {
    private final CheckRequest request;
    private List<ClassParameters> parameters = List.of();
    private @Nullable PoolSession session;
    private List<PoolState> pools = List.of();
    private boolean hasSecretPerClaim;
    private boolean hasNodeSecretPerClaim;

    CheckContext(CheckRequest request) {
        this.request = request;
    }

    public CheckRequest request() {
        return request;
    }

    /** The valid parameters of the class, with its first pool. */
    public ClassParameters parameters() {
        return parameters.getFirst();
    }

    /** The valid parameters of the class with each of its pools. */
    public List<ClassParameters> inEachPool() {
        return parameters;
    }

    void foundInEachPool(List<ClassParameters> valid) {
        parameters = List.copyOf(valid);
    }

    /** Marks the Secrets whose names depend on the claim. */
    void secretsPerClaim(boolean ofFunctions, boolean ofNodes) {
        hasSecretPerClaim = ofFunctions;
        hasNodeSecretPerClaim = ofNodes;
    }

    public boolean hasSecretPerClaim() {
        return hasSecretPerClaim;
    }

    public boolean hasNodeSecretPerClaim() {
        return hasNodeSecretPerClaim;
    }

    /** The session with the cluster and the pool, as the class's user. */
    public PoolSession session() {
        return Objects.requireNonNull(session);
    }

    public void found(PoolSession opened) {
        session = opened;
    }

    /** All pools of the cluster. */
    public List<PoolState> pools() {
        return pools;
    }

    public void found(List<PoolState> listed) {
        pools = List.copyOf(listed);
    }
}
