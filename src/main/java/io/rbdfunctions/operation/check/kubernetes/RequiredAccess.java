package io.rbdfunctions.operation.check.kubernetes;

import io.rbdfunctions.kubernetes.review.OwnAccess.Action;
import java.util.List;
import java.util.stream.Stream;

/** What the ClusterRole and the Role of the functions grant, as in k8s/parts/identity/function-rbac.yaml. */
final class RequiredAccess {
    private static final String STORAGE = "storage.k8s.io";

    private RequiredAccess() {}

    static List<Action> all() {
        return Stream.of(
                        on("", "persistentvolumes", "get", "list", "watch", "create", "patch", "delete"),
                        on("", "persistentvolumeclaims", "get", "list", "watch", "patch"),
                        on("", "persistentvolumeclaims/status", "patch"),
                        on(STORAGE, "storageclasses", "get", "list"),
                        on(STORAGE, "volumeattributesclasses", "get", "list"),
                        on(STORAGE, "csidrivers", "get"),
                        on(STORAGE, "csinodes", "get", "list"),
                        on("", "nodes", "get", "list"),
                        on("", "events", "create", "patch", "list"),
                        on("authentication.k8s.io", "tokenreviews", "create"),
                        on("authorization.k8s.io", "subjectaccessreviews", "create"),
                        inOwnNamespace(STORAGE, "csistoragecapacities", "list", "create", "patch", "delete"))
                .flatMap(actions -> actions)
                .toList();
    }

    private static Stream<Action> on(String group, String resource, String... verbs) {
        return Stream.of(verbs).map(verb -> new Action(verb, group, resource, false));
    }

    private static Stream<Action> inOwnNamespace(String group, String resource, String... verbs) {
        return Stream.of(verbs).map(verb -> new Action(verb, group, resource, true));
    }
}
