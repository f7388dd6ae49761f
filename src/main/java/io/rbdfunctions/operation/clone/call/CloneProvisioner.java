package io.rbdfunctions.operation.clone.call;

import io.rbdfunctions.operation.clone.DataSource;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.provision.Provisioner;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.operation.snapshot.call.JournaledImage;
import io.rbdfunctions.operation.snapshot.call.SnapshotLocator;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.volume.Capacity;
import jakarta.inject.Singleton;

/** Provisions volumes that begin as copies: finds what the call names, and leaves the rest to the {@link Provisioner}. */
@Singleton
public record CloneProvisioner(SnapshotLocator locator, ImageStore store, Provisioner provisioner)
        implements VolumeOperation<CloneRequest, Cloned> {
    @Override
    public Cloned run(CloneRequest request) {
        // Before the source, because the mistake is more likely here.
        var _ = locator.open(request.classSource());
        return switch (request.source()) {
            case CloneSource.OfVolume(var target) -> {
                JournaledImage volume = locator.volume(target);
                yield make(request, new DataSource.OfVolume(volume.handle()), volume);
            }
            case CloneSource.OfSnapshot(var target) -> {
                JournaledImage snapshot = locator.require(target);
                yield make(request, new DataSource.OfSnapshot(snapshot.handle()), snapshot);
            }
        };
    }

    private Cloned make(CloneRequest request, DataSource source, JournaledImage found) {
        ProvisionRequest volume = request.volume().from(source);
        return new Cloned(
                provisioner.run(request.hasSize() ? volume : volume.ofSize(size(source, found))), source.handle());
    }

    private Capacity size(DataSource source, JournaledImage found) {
        return store.find(found.pool().session().rbd(), found.image())
                .map(info -> Capacity.within(info.size()))
                .orElseThrow(() -> new RefusedException(
                        Reason.NOT_FOUND,
                        "%s not found: rbd image %s does not exist".formatted(source, found.image())));
    }
}
