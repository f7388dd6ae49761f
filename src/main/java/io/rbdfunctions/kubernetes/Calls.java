package io.rbdfunctions.kubernetes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.function.Supplier;

/** How all calls to the API server are made, and what their failures mean. Looks at status codes only. */
final class Calls {
    static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private Calls() {}

    static <T> T call(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (KubernetesClientException failure) {
            throw switch (failure.getCode()) {
                case 404, 409, 410 -> new StaleObjectException("%s: %d".formatted(what, failure.getCode()));
                default -> ApiException.of(what, failure);
            };
        }
    }

    /** A merge patch that is taken only while the object is as it was read. */
    static ObjectNode patchOf(HasMetadata read) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata")
                .put("resourceVersion", read.getMetadata().getResourceVersion())
                .put("uid", read.getMetadata().getUid());
        return patch;
    }
}
