package io.rbdfunctions.operation;

import jakarta.inject.Singleton;
import java.util.Objects;

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
            OperationLog log) {
        this.provisioner = provisioner;
        this.expander = expander;
        this.deleter = deleter;
        this.inspector = inspector;
        this.lister = lister;
        this.restorer = restorer;
        this.purger = purger;
        this.converter = converter;
        this.log = log;
    }

    /** Requests that name nothing are about a volume each, however equal they are. */
    @Override
    public Outcome<Provisioned> provision(ProvisionRequest request) {
        boolean namesNothing =
                request.claim() == null && request.persistentVolumeName() == null && request.existingImage() == null;
        return namesNothing ? provisionAlone(request) : provisions.share(request, () -> provisionAlone(request));
    }

    private Outcome<Provisioned> provisionAlone(ProvisionRequest request) {
        Object subject = Objects.requireNonNullElse(
                request.claim(), Objects.requireNonNullElse(request.persistentVolumeName(), "a new volume"));
        return log.record("provision", subject, () -> Endings.of(() -> provisioner.provision(request)));
    }

    @Override
    public Outcome<Expanded> expand(ExpandRequest request) {
        return log.record("expand", request.target().image(), () -> Endings.of(() -> expander.expand(request)));
    }

    @Override
    public Outcome<Deleted> delete(DeleteRequest request) {
        return log.record("delete", request.target().image(), () -> Endings.of(() -> deleter.delete(request)));
    }

    @Override
    public Outcome<ImageReport> inspect(ImageTarget target) {
        return log.record("info", target.image(), () -> Endings.of(() -> inspector.inspect(target)));
    }

    @Override
    public Outcome<Restored> restore(RestoreRequest request) {
        Object subject = request.image() == null ? String.valueOf(request.id()) : request.image();
        return log.record("restore", subject, () -> Endings.of(() -> restorer.restore(request)));
    }

    @Override
    public Outcome<Purged> purge(PurgeRequest request) {
        return log.record("purge", request.id(), () -> Endings.of(() -> purger.purge(request)));
    }

    @Override
    public Outcome<Converted> convert(ConvertRequest request) {
        return log.record("convert", request.subject(), () -> Endings.of(() -> converter.convert(request)));
    }

    @Override
    public Outcome<ImagePage> list(ListRequest request) {
        return log.record("list", request.where(), () -> Endings.of(() -> lister.list(request)));
    }
}
