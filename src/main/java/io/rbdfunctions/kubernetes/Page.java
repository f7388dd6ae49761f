package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.dsl.Listable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the token of the next page; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    /** Reads the page with this token; the first page if it is null. */
    public static <T extends HasMetadata> Page<T> read(
            String call, Listable<? extends KubernetesResourceList<T>> objects, int limit, @Nullable String token) {
        ListOptions options = new ListOptionsBuilder()
                .withLimit((long) limit)
                .withContinue(token)
                .build();
        KubernetesResourceList<T> list = ApiCalls.call(call, () -> objects.list(options));
        String next = list.getMetadata() == null ? null : list.getMetadata().getContinue();
        return new Page<>(list.getItems(), next == null || next.isEmpty() ? null : next);
    }
}
