package io.rbdfunctions.status;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.status.StatusReport.Line;
import io.rbdfunctions.status.StatusReport.Share;
import io.rbdfunctions.volume.Capacity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Adds up volumes. */
final class StatusReportBuilder {
    private record Group(String storageClass, String pool) {}

    private static final class Sum {
        private final Map<String, Integer> phases = new TreeMap<>();
        private int volumes;
        private long bytes;

        private void add(Line line) {
            volumes++;
            bytes += line.bytes();
            phases.merge(line.phase(), 1, Integer::sum);
        }
    }

    private final Map<Group, Sum> sums =
            new TreeMap<>(Comparator.comparing(Group::storageClass).thenComparing(Group::pool));
    private final List<Line> lines = new ArrayList<>();
    private int omitted;

    void add(PersistentVolume object) {
        VolumeView volume = new VolumeView(object);
        String pool = volume.poolName();
        Line line = line(object, volume, pool);
        sums.computeIfAbsent(new Group(line.storageClass(), pool), _ -> new Sum())
                .add(line);
        if (lines.size() < StatusReport.MOST_VOLUMES) {
            lines.add(line);
        } else {
            omitted++;
        }
    }

    private static Line line(PersistentVolume object, VolumeView volume, String pool) {
        ObjectReference claim = object.getSpec().getClaimRef();
        return new Line(
                object.getMetadata().getName(),
                Objects.requireNonNullElse(object.getSpec().getStorageClassName(), ""),
                pool + "/" + volume.image().orElse(""),
                volume.capacity().map(Capacity::bytes).orElse(0L),
                volume.isTerminating() ? "Terminating" : volume.phase(),
                claim == null ? "" : claim.getNamespace() + "/" + claim.getName());
    }

    List<Share> shares() {
        return sums.entrySet().stream()
                .map(entry -> new Share(
                        entry.getKey().storageClass(),
                        entry.getKey().pool(),
                        entry.getValue().volumes,
                        entry.getValue().bytes,
                        Collections.unmodifiableMap(entry.getValue().phases)))
                .toList();
    }

    List<Line> lines() {
        return lines.stream().sorted(Comparator.comparing(Line::name)).toList();
    }

    int omitted() {
        return omitted;
    }
}
