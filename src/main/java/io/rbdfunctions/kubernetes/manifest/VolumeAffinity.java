package io.rbdfunctions.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.rbdfunctions.volume.placement.Topology;
import java.util.List;

/** Tells the scheduler which nodes reach a volume, in the form of the CSI external-provisioner. */
public final class VolumeAffinity {
    private VolumeAffinity() {}

    /** The volume with a {@code nodeAffinity} for all nodes of the topology. */
    public static PersistentVolume with(PersistentVolume volume, Topology topology) {
        List<NodeSelectorRequirement> requirements = topology.segments().entrySet().stream()
                .map(segment -> new NodeSelectorRequirement(segment.getKey(), "In", List.of(segment.getValue())))
                .toList();
        return new PersistentVolumeBuilder(volume)
                .editSpec()
                .withNewNodeAffinity()
                .withNewRequired()
                .addNewNodeSelectorTerm()
                .withMatchExpressions(requirements)
                .endNodeSelectorTerm()
                .endRequired()
                .endNodeAffinity()
                .endSpec()
                .build();
    }
}
