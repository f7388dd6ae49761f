package io.rbdfunctions.operation.check.kubernetes;

import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.kubernetes.review.OwnAccess;
import io.rbdfunctions.kubernetes.review.OwnAccess.Action;
import io.rbdfunctions.operation.check.CheckContext;
import io.rbdfunctions.operation.check.CheckStep;
import io.rbdfunctions.operation.check.Finding;
import io.rbdfunctions.operation.check.StepName;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The account of the functions may do what the manifests grant it. */
@Singleton
record PermissionsStep(OwnAccess access) implements CheckStep {
    @Override
    public StepName name() {
        return StepName.PERMISSIONS;
    }

    @Override
    public boolean needsApiServer() {
        return true;
    }

    @Override
    public Finding run(CheckContext context) {
        List<Action> required = RequiredAccess.all();
        Map<Action, Boolean> allowed = new ConcurrentHashMap<>();
        Parallel.runAll(required.stream()
                .<Runnable>map(action -> () -> allowed.put(action, access.isAllowed(action)))
                .toList());
        List<String> missing = required.stream()
                .filter(action -> !allowed.getOrDefault(action, false))
                .map(Action::toString)
                .toList();
        return missing.isEmpty()
                ? Finding.passed("the account may do all %d things that the manifests grant".formatted(required.size()))
                : Finding.failed("the account may not: " + String.join(", ", missing), name().remedy());
    }
}
