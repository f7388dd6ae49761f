package io.rbdfunctions.operation;

import jakarta.inject.Singleton;

/** The operations, each with its endings judged. */
@Singleton
final class Operations implements VolumeOperations {
    private final Provisioner provisioner;
    private final Expander expander;
    private final Deleter deleter;
    private final Inspector inspector;
    private final Lister lister;
    private final SingleFlight<ProvisionRequest, Outcome<Provisioned>> provisions = new SingleFlight<>();

    Operations(Provisioner provisioner, Expander expander, Deleter deleter, Inspector inspector, Lister lister) {
        this.provisioner = provisioner;
        this.expander = expander;
        this.deleter = deleter;
        this.inspector = inspector;
        this.lister = lister;
    }

    /** Requests that name nothing are about a volume each, however equal they are. */
    @Override
    public Outcome<Provisioned> provision(ProvisionRequest request) {
        boolean namesNothing = request.claim() == null && request.persistentVolumeName() == null;
        return namesNothing
                ? Endings.of(() -> provisioner.provision(request))
                : provisions.share(request, () -> Endings.of(() -> provisioner.provision(request)));
    }

    @Override
    public Outcome<Expanded> expand(ExpandRequest request) {
        return Endings.of(() -> expander.expand(request));
    }

    @Override
    public Outcome<Deleted> delete(DeleteRequest request) {
        return Endings.of(() -> deleter.delete(request));
    }

    @Override
    public Outcome<ImageReport> inspect(ImageTarget target) {
        return Endings.of(() -> inspector.inspect(target));
    }

    @Override
    public Outcome<ImagePage> list(ListRequest request) {
        return Endings.of(() -> lister.list(request));
    }
}
