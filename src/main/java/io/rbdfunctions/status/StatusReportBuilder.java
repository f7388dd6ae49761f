package io.rbdfunctions.status;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.status.StatusReport.ClassUsage;
import io.rbdfunctions.status.StatusReport.VolumeEntry;
import io.rbdfunctions.volume.Capacity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lists volumes and sums them up by class and pool. */
final class StatusReportBuilder {
    private record Key(String storageClass, String pool) {}

    private static final class Sum {
        private final Map<String, Integer> phases = new TreeMap<>();
        private int volumes;
        private long bytes;

        private void add(VolumeEntry entry) {
            volumes++;
            bytes += entry.bytes();
            phases.merge(entry.phase(), 1, Integer::sum);
        }
    }

    private final Map<Key, Sum> sums =
            new TreeMap<>(Comparator.comparing(Key::storageClass).thenComparing(Key::pool));
    private final List<VolumeEntry> entries = new ArrayList<>();
    private int omitted;

    void add(PersistentVolume object) {
        VolumeView volume = new VolumeView(object);
        String pool = volume.poolSpec();
        VolumeEntry entry = entry(object, volume, pool);
        sums.computeIfAbsent(new Key(entry.storageClass(), pool), _ -> new Sum())
                .add(entry);
        if (entries.size() < StatusReport.MAX_VOLUMES) {
            entries.add(entry);
        } else {
            omitted++;
        }
    }

    private static VolumeEntry entry(PersistentVolume object, VolumeView volume, String pool) {
        ObjectReference claim = object.getSpec().getClaimRef();
        return new VolumeEntry(
                object.getMetadata().getName(),
                Names.classOf(object),
                pool + "/" + volume.image().orElse(""),
                volume.capacity().map(Capacity::bytes).orElse(0L),
                volume.isTerminating() ? "Terminating" : volume.phase(),
                claim == null ? "" : claim.getNamespace() + "/" + claim.getName());
    }

    List<ClassUsage> usage() {
        return sums.entrySet().stream()
                .map(entry -> new ClassUsage(
                        entry.getKey().storageClass(),
                        entry.getKey().pool(),
                        entry.getValue().volumes,
                        entry.getValue().bytes,
                        Collections.unmodifiableMap(entry.getValue().phases)))
                .toList();
    }

    List<VolumeEntry> entries() {
        return entries.stream().sorted(Comparator.comparing(VolumeEntry::name)).toList();
    }

    int omitted() {
        return omitted;
    }
}
