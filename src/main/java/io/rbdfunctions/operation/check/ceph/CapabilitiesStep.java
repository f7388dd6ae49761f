package io.rbdfunctions.operation.check.ceph;

import io.rbdfunctions.operation.check.CheckContext;
import io.rbdfunctions.operation.check.CheckStep;
import io.rbdfunctions.operation.check.Finding;
import io.rbdfunctions.operation.check.StepName;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.rbd.ManagerTasks;
import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.object.ObjectOperation.ReadImageId;
import io.rbdfunctions.rbd.object.ObjectRef;
import io.rbdfunctions.rbd.object.ObjectWrite;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolSpec;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The user may read and write where the class has its images, their data and their journal. Tries it, on an object of its own. */
@Singleton
record CapabilitiesStep(RadosObjects objects, ManagerTasks tasks) implements CheckStep {
    private static final String PROBE = "rbd-functions-check";
    private static final ImageName NO_IMAGE = new ImageName(PROBE);

    @Override
    public StepName name() {
        return StepName.CAPABILITIES;
    }

    @Override
    public Finding run(CheckContext context) {
        return UserCapabilities.places(context.inEachPool()).stream()
                .map(place -> lack(place, context))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> Finding.passed(detail(context)));
    }

    private Optional<Finding> lack(PoolSpec place, CheckContext context) {
        PoolSession session = context.session();
        String doing = "read objects in";
        try {
            objects.run(session.rbd(), new ReadImageId(place.pool(), place.namespace(), NO_IMAGE));
            if (place.equals(session.pool())) {
                doing = "open images in";
                RbdException.emptyIfNotFound(() -> session.run(new Info(new ImageRef(place, NO_IMAGE))));
            }
            if (!context.request().dryRun()) {
                doing = "write objects in";
                write(session, place);
            }
            return Optional.empty();
        } catch (RbdException failure) {
            if (failure.error() != RbdError.DENIED) {
                throw failure;
            }
            return Optional.of(Finding.failed(
                    "client.%s may not %s %s: it lacks the capability %s"
                            .formatted(session.user(), doing, place, UserCapabilities.ofOsds(context.inEachPool())),
                    UserCapabilities.remedy(session.user(), context.inEachPool())));
        }
    }

    /** Repeated checks use the same object, so that an interrupted one leaves nothing for long. */
    private void write(PoolSession session, PoolSpec place) {
        var object = new ObjectRef(place.pool(), place.namespace(), PROBE);
        objects.run(session.rbd(), ObjectWrite.of(object).createIfMissing());
        objects.run(session.rbd(), ObjectWrite.of(object).remove());
    }

    private String detail(CheckContext context) {
        PoolSession session = context.session();
        return "client.%s has the capability %s; %s"
                .formatted(
                        session.user(),
                        UserCapabilities.ofOsds(context.inEachPool()),
                        tasks.isLikely(session.rbd(), session.pool())
                                ? "the manager removes images for it"
                                : "no manager removes images for it, so the functions do that themselves");
    }
}
