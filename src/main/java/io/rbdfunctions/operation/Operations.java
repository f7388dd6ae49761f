package io.rbdfunctions.operation;

import io.rbdfunctions.kubernetes.Memory;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.function.Supplier;

/** The operations, each with its endings judged. */
@Singleton
final class Operations implements VolumeOperations {
    private final Provisioner provisioner;
    private final Expander expander;
    private final Deleter deleter;
    private final Inspector inspector;
    private final Lister lister;
    private final OperationLog log;
    private final Memory memory;
    private final SingleFlight<ProvisionRequest, Outcome<Provisioned>> provisions = new SingleFlight<>();

    Operations(
            Provisioner provisioner,
            Expander expander,
            Deleter deleter,
            Inspector inspector,
            Lister lister,
            OperationLog log,
            Memory memory) {
        this.provisioner = provisioner;
        this.expander = expander;
        this.deleter = deleter;
        this.inspector = inspector;
        this.lister = lister;
        this.log = log;
        this.memory = memory;
    }

    /** Requests that name nothing are about a volume each, however equal they are. */
    @Override
    public Outcome<Provisioned> provision(ProvisionRequest request) {
        boolean namesNothing = request.claim() == null && request.persistentVolumeName() == null;
        return namesNothing ? provisionAlone(request) : provisions.share(request, () -> provisionAlone(request));
    }

    private Outcome<Provisioned> provisionAlone(ProvisionRequest request) {
        Object subject = Objects.requireNonNullElse(
                request.claim(), Objects.requireNonNullElse(request.persistentVolumeName(), "a new volume"));
        return record("provision", subject, () -> provisioner.provision(request));
    }

    @Override
    public Outcome<Expanded> expand(ExpandRequest request) {
        return record("expand", request.target().image(), () -> expander.expand(request));
    }

    @Override
    public Outcome<Deleted> delete(DeleteRequest request) {
        return record("delete", request.target().image(), () -> deleter.delete(request));
    }

    @Override
    public Outcome<ImageReport> inspect(ImageTarget target) {
        return record("info", target.image(), () -> inspector.inspect(target));
    }

    @Override
    public Outcome<ImagePage> list(ListRequest request) {
        return record("list", request.where(), () -> lister.list(request));
    }

    private <A> Outcome<A> record(String verb, Object subject, Supplier<A> work) {
        Outcome<A> outcome = log.record(verb, subject, () -> Endings.of(work));
        if (outcome instanceof Outcome.Refused<A>) {
            memory.forget();
        }
        return outcome;
    }
}
