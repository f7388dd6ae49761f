package io.rbdfunctions.operation.provision;

import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.placement.Placement;
import io.rbdfunctions.operation.placement.PlacementRequest;
import io.rbdfunctions.operation.placement.PoolPlacer;
import io.rbdfunctions.operation.storageclass.PlacementParameters;
import io.rbdfunctions.operation.storageclass.ResolvedClass;
import io.rbdfunctions.operation.storageclass.StorageClassResolver;
import io.rbdfunctions.volume.parameters.VolumeSource;
import io.rbdfunctions.volume.placement.PoolChoices;
import io.rbdfunctions.volume.validation.Violations;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Plans the volume of a request. For a class with several pools, it chooses one of them. */
@Singleton
public record VolumePlanner(StorageClassResolver resolver, PoolSessions sessions, PoolPlacer placer) {
    /**
     * Plans the volume.
     *
     * @throws InvalidRequestException if the request or the class is invalid
     */
    VolumePlan plan(ProvisionRequest request) {
        ResolvedClass storageClass = resolver.resolve(request.classSource());
        Violations violations = new Violations();
        Optional<PoolChoices> choices = request.existingImage() == null
                ? PlacementParameters.choices(storageClass.parameters(), violations)
                : Optional.empty();
        if (!violations.isEmpty()) {
            reject(request, storageClass);
        }
        return choices.map(pools -> place(request, storageClass, pools))
                .orElseGet(() -> ClaimRules.check(request, storageClass));
    }

    /** With all violations, not only those of the choice. */
    private static void reject(ProvisionRequest request, ResolvedClass storageClass) {
        Violations all = new Violations();
        ClaimRules.check(request.terms(), storageClass.parameters(), all);
        all.throwIfAny();
    }

    private VolumePlan place(ProvisionRequest request, ResolvedClass storageClass, PoolChoices choices) {
        VolumePlan first = in(
                request,
                storageClass,
                choices,
                new Placement(choices.candidates().getFirst(), null));
        Placement placement =
                placer.place(sessions.open(first.parameters().cluster()), request(first, storageClass, choices));
        return in(request, storageClass, choices, placement);
    }

    private static VolumePlan in(
            ProvisionRequest request, ResolvedClass storageClass, PoolChoices choices, Placement placement) {
        ResolvedClass placed =
                storageClass.with(PlacementParameters.with(storageClass.parameters(), choices, placement.pool()));
        return ClaimRules.check(request, placed).in(placement.topology());
    }

    /** Only CSI volumes have several pools. */
    private static PlacementRequest request(VolumePlan plan, ResolvedClass storageClass, PoolChoices choices) {
        VolumeSource.Csi csi = (VolumeSource.Csi) plan.parameters().source();
        return new PlacementRequest(
                plan.identity().volume(),
                plan.size(),
                csi.driver(),
                choices,
                plan.request().terms().annotations().get(ClaimView.SELECTED_NODE),
                storageClass.allowedTopologies());
    }
}
