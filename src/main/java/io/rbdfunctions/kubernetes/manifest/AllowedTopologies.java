package io.rbdfunctions.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.TopologySelectorLabelRequirement;
import io.fabric8.kubernetes.api.model.TopologySelectorTerm;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.rbdfunctions.volume.placement.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads {@code allowedTopologies} of a class: each term allows every combination of its values. */
public final class AllowedTopologies {
    private AllowedTopologies() {}

    public static List<Topology> of(StorageClass storageClass) {
        return Objects.requireNonNullElse(storageClass.getAllowedTopologies(), List.<TopologySelectorTerm>of()).stream()
                .flatMap(term ->
                        combinations(Objects.requireNonNullElse(term.getMatchLabelExpressions(), List.of())).stream())
                .distinct()
                .toList();
    }

    private static List<Topology> combinations(List<TopologySelectorLabelRequirement> expressions) {
        List<Map<String, String>> combined = List.of(Map.of());
        for (TopologySelectorLabelRequirement expression : expressions) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> segments : combined) {
                for (String value : expression.getValues()) {
                    Map<String, String> extended = new HashMap<>(segments);
                    extended.put(expression.getKey(), value);
                    longer.add(extended);
                }
            }
            combined = longer;
        }
        return combined.stream()
                .filter(segments -> !segments.isEmpty())
                .map(Topology::new)
                .toList();
    }
}
