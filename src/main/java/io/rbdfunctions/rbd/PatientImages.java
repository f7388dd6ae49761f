package io.rbdfunctions.rbd;

import io.rbdfunctions.rbd.command.RbdCommand;
import java.time.Duration;

/**
 * Waits out "busy": two commands on one image can get in each other's way (16, 116), and the watch of a client that died
 * lasts up to 30 s. Tries again, with growing pauses, for a bounded time.
 */
final class PatientImages implements RbdImages {
    private final RbdImages images;
    private final Duration patience;

    PatientImages(RbdImages images, Duration patience) {
        this.images = images;
        this.patience = patience;
    }

    @Override
    public <A> A carryOut(RbdCommand<A> command) {
        Pauses pauses = new Pauses(patience);
        while (true) {
            try {
                return images.carryOut(command);
            } catch (RbdException failure) {
                if (failure.error() != RbdError.BUSY || !pauses.pause()) {
                    throw failure;
                }
            }
        }
    }
}
