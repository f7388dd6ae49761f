package io.rbdfunctions.operation;

import io.rbdfunctions.kubernetes.Memory;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** The operations, each with its endings judged. */
@Singleton
final class Operations implements VolumeOperations {
    private final Provisioner provisioner;
    private final Expander expander;
    private final Deleter deleter;
    private final Inspector inspector;
    private final Lister lister;
    private final Restorer restorer;
    private final Purger purger;
    private final Converter converter;
    private final OperationLog log;
    private final Memory memory;
    private final SingleFlight<ProvisionRequest, Outcome<Provisioned>> provisions = new SingleFlight<>();

    Operations(
            Provisioner provisioner,
            Expander expander,
            Deleter deleter,
            Inspector inspector,
            Lister lister,
            Restorer restorer,
            Purger purger,
            Converter converter,
            OperationLog log,
            Memory memory) {
        this.provisioner = provisioner;
        this.expander = expander;
        this.deleter = deleter;
        this.inspector = inspector;
        this.lister = lister;
        this.restorer = restorer;
        this.purger = purger;
        this.converter = converter;
        this.log = log;
        this.memory = memory;
    }

    /** Requests that name nothing are about a volume each, however equal they are. */
    @Override
    public Outcome<Provisioned> provision(ProvisionRequest request) {
        boolean namesNothing =
                request.claim() == null && request.persistentVolumeName() == null && request.existingImage() == null;
        return namesNothing ? provisionAlone(request) : provisions.share(request, () -> provisionAlone(request));
    }

    private Outcome<Provisioned> provisionAlone(ProvisionRequest request) {
        return record("provision", About.of(request), () -> provisioner.provision(request));
    }

    @Override
    public Outcome<Expanded> expand(ExpandRequest request) {
        return record("expand", About.image(request.target().image()), () -> expander.expand(request));
    }

    @Override
    public Outcome<Deleted> delete(DeleteRequest request) {
        return record("delete", About.image(request.target().image()), () -> deleter.delete(request));
    }

    @Override
    public Outcome<ImageReport> inspect(ImageTarget target) {
        return record("info", About.image(target.image()), () -> inspector.inspect(target));
    }

    @Override
    public Outcome<Restored> restore(RestoreRequest request) {
        return record("restore", About.image(request.image()), () -> restorer.restore(request));
    }

    @Override
    public Outcome<Purged> purge(PurgeRequest request) {
        return record("purge", About.NOTHING, () -> purger.purge(request));
    }

    @Override
    public Outcome<Converted> convert(ConvertRequest request) {
        return record("convert", request.about(), () -> converter.convert(request));
    }

    @Override
    public Outcome<ImagePage> list(ListRequest request) {
        return record("list", About.NOTHING, () -> lister.list(request));
    }

    private <A> Outcome<A> record(String verb, About about, Supplier<A> work) {
        Outcome<A> outcome = log.record(verb, about, () -> Endings.of(work));
        if (outcome instanceof Outcome.Refused<A>) {
            memory.forget();
        }
        return outcome;
    }
}
