package io.rbdfunctions.operation.call;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.kubernetes.manifest.VolumeAnnotations;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.operation.storageclass.StorageClassResolver;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.parameters.ParameterMap;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Decides by which class a request reaches the image of a PersistentVolume. Does not connect. */
@Singleton
record VolumePlace(PoolSessions sessions, StorageClassResolver resolver) {
    /** What two addresses of one monitor can differ in: group, protocol, the default ports, and the nonce. */
    private static final Pattern VARIANT = Pattern.compile("^\\[?v[12]:|(?::3300|:6789)?(?:/[0-9]+)?(?:(?<=[0-9])])?$");

    /**
     * The class of the request, or that of the volume if only this one leads to the cluster and the pool of the image.
     *
     * @throws RefusedException if neither leads there, because the request must not reach another image of the same name
     */
    ClassSource classOf(PersistentVolume volume, ClassSource given) {
        if (isReachedBy(given, volume)) {
            return given;
        }
        return ownClass(volume)
                .filter(own -> isReachedByOwn(own, volume))
                .orElseThrow(() -> new RefusedException(
                        Reason.CONFLICT,
                        "volume %s has its image in pool %s%s, to which the class of the request does not lead: %s"
                                .formatted(
                                        Names.of(volume),
                                        new VolumeView(volume).poolSpec(),
                                        cluster(volume),
                                        "name its class, or send the parameters of its pool")));
    }

    private static String cluster(PersistentVolume volume) {
        String monitors = String.join(",", monitorsOf(volume));
        return monitors.isEmpty() ? "" : " of the cluster at " + monitors;
    }

    private static Optional<ClassSource> ownClass(PersistentVolume volume) {
        return Optional.of(Names.classOf(volume))
                .filter(name -> !name.isEmpty())
                .map(name -> new ClassSource.Named(new ObjectName(name)));
    }

    private boolean isReachedByOwn(ClassSource own, PersistentVolume volume) {
        try {
            return isReachedBy(own, volume);
        } catch (RefusedException _) {
            // The class was deleted, or belongs to another provisioner.
            return false;
        }
    }

    private boolean isReachedBy(ClassSource source, PersistentVolume volume) {
        PoolSession session = sessions.find(source);
        return isPoolOf(session, new VolumeView(volume)) && isClusterOf(session, source, volume);
    }

    /** The handle of a dynamic volume names its pool by its id; other volumes of ceph-csi may leave it to their class, too. */
    private static boolean isPoolOf(PoolSession session, VolumeView volume) {
        String pool = session.pool().pool().value();
        String namespace = session.pool().namespace().value();
        if (volume.isInTree()) {
            return namespace.isEmpty() && pool.equals(volume.poolName());
        }
        return (volume.pool().isEmpty() || pool.equals(volume.poolName()))
                && volume.radosNamespace().filter(own -> !own.equals(namespace)).isEmpty()
                && (volume.dynamicHandle().isEmpty() || session.journal() != null);
    }

    private boolean isClusterOf(PoolSession session, ClassSource source, PersistentVolume volume) {
        List<String> monitors = monitorsOf(volume);
        if (!monitors.isEmpty()) {
            return !Collections.disjoint(
                    normalized(monitors), normalized(session.monitors().addresses()));
        }
        Map<String, String> parameters = resolver.resolve(source).parameters();
        return ParameterMap.get(parameters, "clusterID")
                .equals(Optional.ofNullable(VolumeAnnotations.parameters(volume).get("clusterID")));
    }

    /** Volumes of ceph-csi leave the monitors to its configuration. */
    private static List<String> monitorsOf(PersistentVolume volume) {
        List<String> inTree = new VolumeView(volume).monitors();
        String annotated = VolumeAnnotations.parameters(volume).get("monitors");
        return !inTree.isEmpty() || annotated == null ? inTree : Arrays.asList(annotated.split(","));
    }

    private static Set<String> normalized(List<String> addresses) {
        return addresses.stream()
                .flatMap(address -> Arrays.stream(address.split(",")))
                .map(address -> VARIANT.matcher(address.strip()).replaceAll(""))
                .collect(Collectors.toUnmodifiableSet());
    }
}
