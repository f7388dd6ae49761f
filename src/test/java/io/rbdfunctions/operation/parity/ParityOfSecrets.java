package io.rbdfunctions.operation.parity;

import static io.rbdfunctions.operation.Expected.imageOf;
import static io.rbdfunctions.operation.Expected.manifest;
import static io.rbdfunctions.operation.Expected.ran;
import static io.rbdfunctions.operation.Expected.refused;
import static io.rbdfunctions.operation.parity.ParityRow.different;
import static io.rbdfunctions.operation.parity.ParityRow.same;

import io.rbdfunctions.operation.Expected;
import io.rbdfunctions.operation.parity.ParityRow.Attempt;
import java.util.List;
import java.util.Map;

/** Where the key comes from (P10 to P12). */
final class ParityOfSecrets {
    private static final String NAMESPACE = "kube-system";
    private static final String TYPE = "kubernetes.io/rbd";
    private static final String FAILED = "failed to get admin secret from [\"kube-system\"/\"ceph-admin\"]: ";
    private static final Expected MADE = imageOf(8 << 20);

    private ParityOfSecrets() {}

    static List<ParityRow> rows() {
        return List.of(
                different(
                        "P10",
                        "`failed to get admin secret from [\"ns\"/\"name\"]: failed to get secret from [\"ns\"/\"name\"]:"
                                + " <cause>`",
                        "The message says it once.",
                        lab -> {
                            lab.noSecret();
                            return lab.provision();
                        },
                        refused(FAILED + "secrets \"ceph-admin\" not found").and(ran())),
                different(
                        "P10",
                        "The Secret is read from the API server.",
                        "It can also be read from the files of a mounted Secret, without permission to read "
                                + "Secrets.",
                        ParityLab::provision,
                        MADE),
                same(
                        "P11",
                        "The Secret must have the type kubernetes.io/rbd.",
                        with("Opaque", Map.of("key", "{key}")),
                        refused(FAILED + "cannot get secret of type kubernetes.io/rbd")
                                .and(ran())),
                different(
                        "P11",
                        "Other types are rejected.",
                        "A Secret of any type in ceph-csi's form (userID and userKey) is accepted too; its user "
                                + "is the default for adminId.",
                        lab -> {
                            lab.request.without("adminId");
                            return with("Opaque", Map.of("userID", "admin", "userKey", "{key}"))
                                    .in(lab);
                        },
                        MADE.and(manifest("/spec/rbd/user", "admin"))),
                same(
                        "P12",
                        "A Secret without data is rejected.",
                        with(TYPE, Map.of()),
                        refused(FAILED + "empty secret map").and(ran())),
                same(
                        "P12",
                        "The entry `key` takes precedence.",
                        with(TYPE, Map.of("key", "{key}", "a", "AQ==", "z", "AQ==")),
                        MADE),
                same(
                        "P12",
                        "If there is only one entry, it may have any name.",
                        with(TYPE, Map.of("admin", "{key}")),
                        MADE),
                different(
                        "P12",
                        "If there are several entries and none is `key`, a random one is used.",
                        "They are rejected.",
                        with(TYPE, Map.of("a", "{key}", "b", "{key}")),
                        refused(
                                        FAILED
                                                + "it has several entries and none is named key: rename the entry with the Ceph key to key")
                                .and(ran())),
                different(
                        "P12",
                        "The key is used as written; with a trailing newline Ceph denies access.",
                        "Surrounding white space is removed.",
                        with(TYPE, Map.of("key", " {key}\n")),
                        MADE));
    }

    private static Attempt with(String type, Map<String, String> data) {
        return lab -> {
            lab.secret(NAMESPACE, type, data);
            return lab.provision();
        };
    }
}
