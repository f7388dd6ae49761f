package io.rbdfunctions.operation.check.kubernetes;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.ListPager;
import io.rbdfunctions.kubernetes.PersistentVolumeClaims;
import io.rbdfunctions.kubernetes.event.EventReader;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.operation.check.CheckContext;
import io.rbdfunctions.operation.check.CheckStep;
import io.rbdfunctions.operation.check.Finding;
import io.rbdfunctions.operation.check.StepName;
import io.rbdfunctions.operation.check.kubernetes.EventEvidence.WaitingClaim;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Claims reach the functions, by events, a watch or the sweep. */
@Singleton
record EventsStep(EventReader events, PersistentVolumeClaims claims, ProvisionerConfig config, InstantSource clock)
        implements CheckStep {
    @Override
    public StepName name() {
        return StepName.EVENTS;
    }

    @Override
    public boolean needsApiServer() {
        return true;
    }

    @Override
    public Finding run(CheckContext context) {
        List<WaitingClaim> waiting = new ArrayList<>();
        ListPager.forEach(ListPager.restarting(claims::page), () -> false, (PersistentVolumeClaim claim) -> {
            if (isWaiting(new ClaimView(claim))) {
                waiting.add(new WaitingClaim(
                        Names.of(claim), Instant.parse(claim.getMetadata().getCreationTimestamp())));
            }
        });
        WaitingClaim oldest =
                waiting.stream().min(Comparator.comparing(WaitingClaim::since)).orElse(null);
        return new EventEvidence(events.lastReport(config.provisioner()).orElse(null), oldest).judge(clock.instant());
    }

    private boolean isWaiting(ClaimView claim) {
        return claim.phase().equals("Pending")
                && !claim.isTerminating()
                && !claim.isLeftToAPopulator()
                && claim.provisioner().filter(config.provisioner()::equals).isPresent();
    }
}
