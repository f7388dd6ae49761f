package io.rbdfunctions.reconcile.claim;

import static io.rbdfunctions.kubernetes.manifest.SampleObjects.expanding;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.volume.Capacity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A claim whose user changes the request at random, as far as the API server allows it, while controller and node take
 * their steps. The controller may stop after each of its writes, and the image may refuse a size.
 */
final class GrowthSimulation {
    private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");
    private static final int STEPS = 60;

    private final Random random;
    private PersistentVolumeClaim claim = expanding("1Gi").build();
    private Capacity volume = gibibytes(1);
    private Capacity image = gibibytes(1);
    private int largestImage = 12;

    GrowthSimulation(long seed) {
        random = new Random(seed);
    }

    void run() {
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(4)) {
                case 0 -> request(capacity() + 1 + random.nextInt(4) * random.nextInt(4));
                case 1 -> finishOnNode();
                default -> control(random.nextInt(5));
            }
            check();
        }
        settle();
        assertThat(new ClaimView(claim).capacity()).isEqualTo(Optional.of(volume));
        assertThat(volume).isGreaterThanOrEqualTo(new ClaimView(claim).request().orElseThrow());
        assertThat(claim.getStatus().getConditions()).isEmpty();
    }

    /** The user asks for what the image can have, and nothing is interrupted any more. */
    private void settle() {
        largestImage++;
        request(Math.min(capacity() + 1, largestImage));
        for (int round = 0; round < 5; round++) {
            control(Integer.MAX_VALUE);
            finishOnNode();
            check();
        }
    }

    private void check() {
        Capacity capacity = new ClaimView(claim).capacity().orElseThrow();
        assertThat(volume).isGreaterThanOrEqualTo(capacity).isLessThanOrEqualTo(image);
    }

    private int capacity() {
        return (int) (new ClaimView(claim).capacity().orElseThrow().bytes() >> 30);
    }

    private void request(int size) {
        claim = new PersistentVolumeClaimBuilder(claim)
                .editSpec()
                .editResources()
                .withRequests(Map.of("storage", new Quantity(size + "Gi")))
                .endResources()
                .endSpec()
                .build();
    }

    /** Does at most this many of the writes of {@link ClaimExpansion}. */
    private void control(int writes) {
        ClaimView view = new ClaimView(claim);
        Capacity request = view.request().orElseThrow();
        if (request.compareTo(view.capacity().orElseThrow()) <= 0 || writes == 0) {
            return;
        }
        Capacity size = GrowthTarget.of(view, request, volume).orElse(null);
        if (size == null) {
            return;
        }
        write(ResizeStatus.inProgress(claim, size, NOW));
        if (size.compareTo(gibibytes(largestImage)) > 0) {
            if (writes > 1) {
                write(ResizeStatus.failed(claim, size, true, "too large", NOW));
            }
            return;
        }
        if (writes > 1) {
            image = max(image, size);
        }
        if (writes > 2) {
            volume = max(volume, size);
        }
        if (writes > 3) {
            write(ResizeStatus.nodeResizePending(claim, size, NOW));
        }
    }

    /** As kubelet does. */
    private void finishOnNode() {
        if (new ClaimView(claim).isLeftToTheNode()) {
            Capacity size = new ClaimView(claim).allocated().orElseThrow();
            write(ResizeStatus.finished(claim, size));
        }
    }

    private void write(PersistentVolumeClaimStatus status) {
        claim = new PersistentVolumeClaimBuilder(claim).withStatus(status).build();
    }

    private static Capacity max(Capacity one, Capacity other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Capacity gibibytes(int count) {
        return Capacity.ofMebibytes(1024L * count);
    }
}
