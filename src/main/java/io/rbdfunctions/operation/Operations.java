package io.rbdfunctions.operation;

import io.rbdfunctions.concurrent.SingleFlight;
import io.rbdfunctions.kubernetes.ApiCache;
import io.rbdfunctions.operation.audit.OperationLog;
import io.rbdfunctions.operation.audit.OperationSubject;
import io.rbdfunctions.operation.convert.ConvertRequest;
import io.rbdfunctions.operation.convert.Converted;
import io.rbdfunctions.operation.convert.Converter;
import io.rbdfunctions.operation.delete.DeleteRequest;
import io.rbdfunctions.operation.delete.Deleted;
import io.rbdfunctions.operation.delete.Deleter;
import io.rbdfunctions.operation.expand.ExpandRequest;
import io.rbdfunctions.operation.expand.Expanded;
import io.rbdfunctions.operation.expand.Expander;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.inspect.ImagePage;
import io.rbdfunctions.operation.inspect.ImageReport;
import io.rbdfunctions.operation.inspect.Inspector;
import io.rbdfunctions.operation.inspect.ListRequest;
import io.rbdfunctions.operation.inspect.Lister;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.provision.Provisioned;
import io.rbdfunctions.operation.provision.Provisioner;
import io.rbdfunctions.operation.trash.PurgeRequest;
import io.rbdfunctions.operation.trash.Purged;
import io.rbdfunctions.operation.trash.Purger;
import io.rbdfunctions.operation.trash.RestoreRequest;
import io.rbdfunctions.operation.trash.Restored;
import io.rbdfunctions.operation.trash.Restorer;
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
    private final ApiCache apiCache;
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
            ApiCache apiCache) {
        this.provisioner = provisioner;
        this.expander = expander;
        this.deleter = deleter;
        this.inspector = inspector;
        this.lister = lister;
        this.restorer = restorer;
        this.purger = purger;
        this.converter = converter;
        this.log = log;
        this.apiCache = apiCache;
    }

    /** Requests that name nothing are about a volume each, however equal they are. */
    @Override
    public Outcome<Provisioned> provision(ProvisionRequest request) {
        boolean namesNothing =
                request.claim() == null && request.persistentVolumeName() == null && request.existingImage() == null;
        return namesNothing ? provisionAlone(request) : provisions.share(request, () -> provisionAlone(request));
    }

    private Outcome<Provisioned> provisionAlone(ProvisionRequest request) {
        return record("provision", OperationSubject.of(request), () -> provisioner.provision(request));
    }

    @Override
    public Outcome<Expanded> expand(ExpandRequest request) {
        return record("expand", OperationSubject.image(request.target().image()), () -> expander.expand(request));
    }

    @Override
    public Outcome<Deleted> delete(DeleteRequest request) {
        return record("delete", OperationSubject.image(request.target().image()), () -> deleter.delete(request));
    }

    @Override
    public Outcome<ImageReport> inspect(ImageTarget target) {
        return record("info", OperationSubject.image(target.image()), () -> inspector.inspect(target));
    }

    @Override
    public Outcome<Restored> restore(RestoreRequest request) {
        return record("restore", OperationSubject.image(request.image()), () -> restorer.restore(request));
    }

    @Override
    public Outcome<Purged> purge(PurgeRequest request) {
        return record("purge", OperationSubject.NOTHING, () -> purger.purge(request));
    }

    @Override
    public Outcome<Converted> convert(ConvertRequest request) {
        return record("convert", request.about(), () -> converter.convert(request));
    }

    @Override
    public Outcome<ImagePage> list(ListRequest request) {
        return record("list", OperationSubject.NOTHING, () -> lister.list(request));
    }

    private <A> Outcome<A> record(String verb, OperationSubject subject, Supplier<A> work) {
        Outcome<A> outcome = log.record(verb, subject, () -> FailureClassifier.of(work));
        if (outcome instanceof Outcome.Refused<A>) {
            apiCache.forget();
        }
        return outcome;
    }
}
