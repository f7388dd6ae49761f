package io.rbdfunctions.status;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.volume.Capacity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Lists the volumes that match a filter, and sums all of them up by class and pool and by namespace. */
final class VolumeSummary {
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

    private final Predicate<VolumeEntry> filter;
    private final Map<Key, Sum> sums =
            new TreeMap<>(Comparator.comparing(Key::storageClass).thenComparing(Key::pool));
    private final Map<String, Sum> namespaces = new TreeMap<>();
    private final List<VolumeEntry> entries = new ArrayList<>();
    private int omitted;

    VolumeSummary(Predicate<VolumeEntry> filter) {
        this.filter = filter;
    }

    void add(PersistentVolume object) {
        VolumeView volume = new VolumeView(object);
        String pool = volume.poolSpec();
        VolumeEntry entry = entry(object, volume, pool);
        sums.computeIfAbsent(new Key(entry.storageClass(), pool), _ -> new Sum())
                .add(entry);
        if (!entry.claim().isEmpty()) {
            namespaces.computeIfAbsent(entry.namespace(), _ -> new Sum()).add(entry);
        }
        if (!filter.test(entry)) {
            return;
        }
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
                claim == null ? "" : claim.getNamespace() + "/" + claim.getName(),
                Troubles.created(object.getMetadata()),
                false);
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

    /** The largest first. */
    List<NamespaceTotal> namespaces() {
        return namespaces.entrySet().stream()
                .map(entry -> new NamespaceTotal(entry.getKey(), entry.getValue().volumes, entry.getValue().bytes))
                .sorted(Comparator.comparingLong(NamespaceTotal::bytes)
                        .reversed()
                        .thenComparing(NamespaceTotal::namespace))
                .toList();
    }

    /** @param withoutImage the names of the volumes whose image is missing */
    List<VolumeEntry> entries(List<String> withoutImage) {
        Set<String> missing = new HashSet<>(withoutImage);
        return entries.stream()
                .map(entry -> missing.contains(entry.name()) ? entry.withoutImage() : entry)
                .sorted(Comparator.comparing(VolumeEntry::name))
                .toList();
    }

    int omitted() {
        return omitted;
    }
}
