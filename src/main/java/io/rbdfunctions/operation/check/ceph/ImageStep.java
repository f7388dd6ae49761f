package io.rbdfunctions.operation.check.ceph;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rbdfunctions.operation.check.CheckContext;
import io.rbdfunctions.operation.check.CheckStep;
import io.rbdfunctions.operation.check.Finding;
import io.rbdfunctions.operation.check.StepName;
import io.rbdfunctions.operation.provision.ClaimTerms;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.provision.Provisioned;
import io.rbdfunctions.operation.provision.Provisioned.Action;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.parameters.ClassParameters;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A volume of the class can be made and removed: its image with all features, its tags, and its entry in the journal of ceph-csi. Its
 * name is the same for each check of equal parameters, so that a check removes what an interrupted one has left.
 */
@Singleton
record ImageStep(TrialVolume trial) implements CheckStep {
    private static final Capacity SMALLEST = new Capacity(1L << 20);

    @Override
    public StepName name() {
        return StepName.IMAGE;
    }

    @Override
    public Finding run(CheckContext context) {
        if (context.request().dryRun()) {
            return Finding.skipped("dryRun makes no image");
        }
        ProvisionRequest request = request(context);
        Provisioned made = trial.make(context.session(), request);
        if (made.action() != Action.CREATED) {
            // An interrupted check has left it, and it proves nothing.
            trial.remove(request);
            made = trial.make(context.session(), request);
        }
        trial.remove(request);
        return Finding.passed("made and removed %s of %s".formatted(made.image(), made.size()));
    }

    private static ProvisionRequest request(CheckContext context) {
        ClassParameters parameters = context.parameters();
        Capacity size = Objects.requireNonNullElse(parameters.sizes().minimum(), SMALLEST);
        return new ProvisionRequest(
                new ClaimTerms(size, List.of(), false, false, null, null, Map.of()),
                source(context),
                null,
                volume(parameters),
                null,
                null,
                null,
                null,
                false);
    }

    /** The image of a class with several pools is made in the first. */
    private static ClassSource source(CheckContext context) {
        ClassSource source = context.request().classSource();
        return context.inEachPool().size() == 1
                ? source
                : source.inPool(context.parameters().cluster().pool());
    }

    private static ObjectName volume(ClassParameters parameters) {
        UUID hash = UUID.nameUUIDFromBytes(parameters.layout().toString().getBytes(UTF_8));
        return new ObjectName("rbd-functions-check-" + hash);
    }
}
