package io.rbdfunctions.function.payload;

import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.validation.Violations;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A PersistentVolumeClaim, identified by its uid. */
record ClaimPayload(
        @Nullable String namespace,
        @Nullable String name,
        @Nullable String uid) {

    /** The claim of a new volume: all three fields are required. */
    @Nullable ClaimRef reference(Violations violations) {
        ObjectName checkedNamespace = required("claim.namespace", namespace, ObjectName::new, violations);
        ObjectName checkedName = required("claim.name", name, ObjectName::new, violations);
        Uid checkedUid = required("claim.uid", uid, Uid::new, violations);
        return checkedNamespace == null || checkedName == null || checkedUid == null
                ? null
                : new ClaimRef(new ObjectKey(checkedNamespace, checkedName), checkedUid);
    }

    /** The claim of an existing volume: only the uid is required, but the other fields must be valid if present. */
    @Nullable Uid identity(Violations violations) {
        violations.read("claim.namespace", namespace, ObjectName::new);
        violations.read("claim.name", name, ObjectName::new);
        return required("claim.uid", uid, Uid::new, violations);
    }

    /** {@code namespace/name} if both are present. */
    Optional<String> subject() {
        return namespace == null || name == null ? Optional.empty() : Optional.of(namespace + "/" + name);
    }

    private static <T> @Nullable T required(
            String field, @Nullable String text, Function<String, T> parser, Violations violations) {
        if (text == null) {
            violations.add(field, "is missing");
        }
        return violations.read(field, text, parser);
    }
}
