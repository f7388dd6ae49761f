package io.rbdfunctions.volume.parameters;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The parameters of a StorageClass. Their names are not case-sensitive (rules P03 and P04). */
enum ParameterKey {
    MONITORS("monitors"),
    POOL("pool"),
    ADMIN_ID("adminId"),
    ADMIN_SECRET_NAME("adminSecretName"),
    ADMIN_SECRET_NAMESPACE("adminSecretNamespace"),
    USER_ID("userId"),
    USER_SECRET_NAME("userSecretName"),
    USER_SECRET_NAMESPACE("userSecretNamespace"),
    KEYRING("keyring"),
    IMAGE_FORMAT("imageFormat"),
    IMAGE_FEATURES("imageFeatures"),
    FS_TYPE("fsType"),
    DATA_POOL("dataPool"),
    OBJECT_SIZE("objectSize"),
    STRIPE_UNIT("stripeUnit"),
    STRIPE_COUNT("stripeCount"),
    CLUSTER_ID("clusterID"),
    CSI_DRIVER("csiDriver"),
    NODE_STAGE_SECRET_NAME("nodeStageSecretName"),
    NODE_STAGE_SECRET_NAMESPACE("nodeStageSecretNamespace"),
    TRASH_RETENTION("trashRetention"),
    MIN_SIZE("minSize"),
    MAX_SIZE("maxSize");

    private final String spelling;

    ParameterKey(String spelling) {
        this.spelling = spelling;
    }

    /** The field in a {@code Violation}. */
    String field() {
        return "parameters." + spelling;
    }

    static Optional<ParameterKey> of(String key) {
        return Arrays.stream(values())
                .filter(known -> known.lowerCase().equals(key.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    static List<String> spellings() {
        return Arrays.stream(values()).map(ParameterKey::toString).toList();
    }

    private String lowerCase() {
        return spelling.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return spelling;
    }
}
