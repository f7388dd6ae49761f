package io.rbdfunctions.admission;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.review.ReviewServer;
import io.rbdfunctions.operation.OperationsHarness;
import io.rbdfunctions.operation.TestOperations;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.operation.storageclass.VolumeCredentials;
import io.rbdfunctions.process.Command;
import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.process.Result;
import io.rbdfunctions.reconcile.source.SourceReview;
import io.rbdfunctions.reconcile.volume.ImageLocator;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ceph.CephCredentials;
import io.rbdfunctions.volume.ceph.CephKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** {@link Admission} with an API server in this process and scripted {@code rbd} results. */
public final class TestAdmission implements AutoCloseable {
    private final TestApi api;
    private volatile CommandRunner rbd = _ -> new Result(0, "[]", "");
    private volatile InstantSource clock = Clock.systemUTC();
    private Duration timeout = Duration.ofSeconds(20);
    private final ReviewServer reviewServer = new ReviewServer();
    private boolean isAcrossNamespaces;
    private boolean checkSecrets;
    private boolean checkCeph;

    public TestAdmission() {
        this(Duration.ZERO);
    }

    /** @param cacheTtl how long objects read from the API server are cached */
    TestAdmission(Duration cacheTtl) {
        api = new TestApi(cacheTtl);
    }

    public TestAdmission has(HasMetadata... objects) {
        for (HasMetadata object : objects) {
            api.put(object);
        }
        return this;
    }

    /** Allows sources in other namespaces. */
    TestAdmission acrossNamespaces() {
        isAcrossNamespaces = true;
        return this;
    }

    ReviewServer reviews() {
        return reviewServer;
    }

    TestAdmission checksSecrets() {
        checkSecrets = true;
        return this;
    }

    TestAdmission checksCeph(CommandRunner runner) {
        checkCeph = true;
        rbd = runner;
        return this;
    }

    /** Adds a claim with its bound volume; its request may exceed the capacity. */
    TestAdmission hasBound(String name, String capacity, String request) {
        String uid = api.put(ReviewObjects.bound(name, capacity, request))
                .getMetadata()
                .getUid();
        api.put(ReviewObjects.volume(name, capacity)
                .editSpec()
                .editClaimRef()
                .withUid(uid)
                .endClaimRef()
                .endSpec()
                .build());
        return this;
    }

    /** The existing claim with another requested size. */
    PersistentVolumeClaim requesting(String name, String size) {
        return new PersistentVolumeClaimBuilder(
                        api.claims().find(ObjectKey.of("shop", name)).orElseThrow())
                .editSpec()
                .editResources()
                .addToRequests("storage", new Quantity(size))
                .endResources()
                .endSpec()
                .build();
    }

    TestAdmission timeout(Duration limit) {
        timeout = limit;
        return this;
    }

    /** The clock advances by this much each time it is read. */
    TestAdmission advancesClockBy(Duration step) {
        Instant[] now = {Instant.EPOCH};
        clock = () -> {
            now[0] = now[0].plus(step);
            return now[0];
        };
        return this;
    }

    TestApi api() {
        return api;
    }

    public Verdict review(ObjectChange change) {
        return admission().review(change);
    }

    private Admission admission() {
        ProvisionerConfig config = TestOperations.config();
        AdmissionConfig admissionConfig = config();
        CommandRunner runner = (Command command) -> rbd.run(command);
        return new Admission(
                new ClassReview(
                        TestOperations.pools(runner, api.secrets(), api),
                        api.volumes(),
                        api.claims(),
                        clock,
                        admissionConfig,
                        config),
                new AttributesClassReview(config),
                new SnapshotClassReview(config),
                new ClaimReview(
                        api.cache(),
                        new Quotas(api.cache(), api.volumes(), api.claims(), clock, admissionConfig),
                        new SourceReview(
                                reviewServer.reviews(Duration.ZERO, System::nanoTime), () -> isAcrossNamespaces),
                        config),
                new VolumeReview(
                        TestOperations.over(runner, _ -> new CephCredentials(null, new CephKey("AQBcanary==")), api),
                        new ImageLocator(new VolumeCredentials(api.cache(), OperationsHarness.completion(api))),
                        admissionConfig,
                        config),
                api.cache());
    }

    private AdmissionConfig config() {
        return new AdmissionConfig() {
            @Override
            public boolean checkSecrets() {
                return checkSecrets;
            }

            @Override
            public boolean checkCeph() {
                return checkCeph;
            }

            @Override
            public Duration timeout() {
                return timeout;
            }
        };
    }

    @Override
    public void close() {
        api.close();
        reviewServer.close();
    }
}
