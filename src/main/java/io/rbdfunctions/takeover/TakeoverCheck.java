package io.rbdfunctions.takeover;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.concurrent.Deadline;
import io.rbdfunctions.concurrent.MonotonicClock;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.ListPager;
import io.rbdfunctions.kubernetes.Page;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.repair.VolumeCheck;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.reconcile.ReconcileConfig;
import io.rbdfunctions.volume.CsiDriver;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** Checks all volumes and classes of a driver, within the time and with the parallelism of a sweep. Changes nothing. */
@Singleton
public final class TakeoverCheck implements VolumeOperation<TakeoverRequest, TakeoverReport> {
    private final PersistentVolumes volumes;
    private final VolumeCheck volumeCheck;
    private final ClassCheck classCheck;
    private final InstantSource clock;
    private final ReconcileConfig config;
    private final String provisioner;

    TakeoverCheck(
            PersistentVolumes volumes,
            VolumeCheck volumeCheck,
            ClassCheck classCheck,
            @MonotonicClock InstantSource clock,
            ReconcileConfig config,
            ProvisionerConfig operations) {
        this.volumes = volumes;
        this.volumeCheck = volumeCheck;
        this.classCheck = classCheck;
        this.clock = clock;
        this.config = config;
        this.provisioner = operations.provisioner();
    }

    @Override
    public TakeoverReport run(TakeoverRequest request) {
        Predicate<String> isChecked = drivers(request);
        Deadline deadline = Deadline.after(config.sweepTime(), clock);
        return FailureClassifier.orTryAgain(() -> {
            VolumeFindings findings = new VolumeFindings();
            boolean isComplete = new ListPager<>(volumes::page, config.pageSize())
                    .run(deadline::hasPassed, page -> check(page, isChecked, deadline, findings));
            return findings.report(
                    classCheck.storageClasses(isChecked), classCheck.attributesClasses(isChecked), isComplete);
        });
    }

    private Predicate<String> drivers(TakeoverRequest request) {
        if (request.driver() != null) {
            return request.driver().value()::equals;
        }
        return CsiDriver.isOne(provisioner) ? provisioner::equals : CsiDriver::isOne;
    }

    private void check(
            Page<PersistentVolume> page, Predicate<String> isChecked, Deadline deadline, VolumeFindings findings) {
        try (ExecutorService threads = Executors.newFixedThreadPool(
                config.sweepParallelism(),
                Thread.ofVirtual().name("takeover-", 0).factory())) {
            page.items().stream()
                    .filter(volume -> volume.getSpec().getCsi() != null
                            && isChecked.test(volume.getSpec().getCsi().getDriver()))
                    .forEach(volume -> threads.execute(() -> check(volume, deadline, findings)));
        }
    }

    private void check(PersistentVolume volume, Deadline deadline, VolumeFindings findings) {
        if (deadline.hasPassed()) {
            return;
        }
        try {
            findings.add(volume, volumeCheck.obstacle(volume));
        } catch (TryAgainException | ApiException failure) {
            findings.add(volume, Optional.of("it could not be checked: " + failure.getMessage()));
        }
    }
}
