package io.rbdfunctions.admission;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.operation.TestOperations;
import io.rbdfunctions.operation.storageclass.OperationConfig;
import io.rbdfunctions.process.Command;
import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.process.Result;
import io.rbdfunctions.reconcile.volume.TestImageLocator;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ceph.CephCredentials;
import io.rbdfunctions.volume.ceph.CephKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Admission over an API server in this process, and over a Ceph that answers as the test says. */
public final class TestAdmission implements AutoCloseable {
    private final TestApi api;
    private volatile CommandRunner rbd = _ -> new Result(0, "[]", "");
    private volatile InstantSource clock = Clock.systemUTC();
    private Duration patience = Duration.ofSeconds(20);
    private boolean isSecretAskedFor;
    private boolean isCephAskedFor;

    public TestAdmission() {
        this(Duration.ZERO);
    }

    /** @param memory for how long what was read of the API server is used again */
    TestAdmission(Duration memory) {
        api = new TestApi(memory);
    }

    public TestAdmission has(HasMetadata... objects) {
        for (HasMetadata object : objects) {
            api.put(object);
        }
        return this;
    }

    TestAdmission asksForSecrets() {
        isSecretAskedFor = true;
        return this;
    }

    TestAdmission asksCeph(CommandRunner runner) {
        isCephAskedFor = true;
        rbd = runner;
        return this;
    }

    /** A claim of the name with its volume, and how much more it asks for. */
    TestAdmission hasBound(String name, String has, String asksFor) {
        String uid =
                api.put(ReviewObjects.bound(name, has, asksFor)).getMetadata().getUid();
        api.put(ReviewObjects.volume(name, has)
                .editSpec()
                .editClaimRef()
                .withUid(uid)
                .endClaimRef()
                .endSpec()
                .build());
        return this;
    }

    /** The claim of the name as it is now, but for what it asks for. */
    PersistentVolumeClaim asking(String name, String size) {
        return new PersistentVolumeClaimBuilder(
                        api.claims().find(ObjectKey.of("shop", name)).orElseThrow())
                .editSpec()
                .editResources()
                .addToRequests("storage", new Quantity(size))
                .endResources()
                .endSpec()
                .build();
    }

    TestAdmission patience(Duration limit) {
        patience = limit;
        return this;
    }

    /** Each look at the clock takes so long. */
    TestAdmission takes(Duration time) {
        Instant[] now = {Instant.EPOCH};
        clock = () -> {
            now[0] = now[0].plus(time);
            return now[0];
        };
        return this;
    }

    TestApi api() {
        return api;
    }

    public Verdict judge(ObjectChange objectChange) {
        return admission().judge(objectChange);
    }

    private Admission admission() {
        OperationConfig config = TestOperations.config();
        AdmissionConfig own = config();
        CommandRunner runner = (Command command) -> rbd.run(command);
        return new Admission(
                new ClassReview(
                        TestOperations.probe(runner, api.secrets()),
                        new StorageClassUsers(api.volumes(), api.claims(), clock, own, config),
                        own,
                        config),
                new ClaimReview(
                        api.storageClasses(),
                        new Quotas(api.namespaces(), api.volumes(), api.claims(), clock, own),
                        config),
                new VolumeReview(
                        TestOperations.over(runner, _ -> new CephCredentials(null, new CephKey("AQBcanary==")), api),
                        TestImageLocator.over(api.storageClasses()),
                        own,
                        config),
                api.memory());
    }

    private AdmissionConfig config() {
        return new AdmissionConfig() {
            @Override
            public boolean askSecrets() {
                return isSecretAskedFor;
            }

            @Override
            public boolean askCeph() {
                return isCephAskedFor;
            }

            @Override
            public Duration patience() {
                return patience;
            }
        };
    }

    @Override
    public void close() {
        api.close();
    }
}
