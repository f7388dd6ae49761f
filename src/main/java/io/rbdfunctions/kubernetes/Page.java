package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the objects of a kind.
 *
 * @param next what the next page is asked for with; null on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    static <T extends HasMetadata> Page<T> of(KubernetesResourceList<T> list) {
        String next = list.getMetadata() == null ? null : list.getMetadata().getContinue();
        return new Page<>(list.getItems(), next == null || next.isEmpty() ? null : next);
    }
}
