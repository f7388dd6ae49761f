package io.rbdfunctions.rbd;

import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.rbd.command.ClientTimeouts;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.rbd.librbd.Limits;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the engine together as the configuration has it. */
final class RbdProducer {
    /** What only one of the engines needs is made only for it. */
    @Produces
    @Singleton
    RbdImages images(
            EngineState state, RbdConfig config, CommandRunner runner, Instance<Librbd> librbd, RbdWatch watch) {
        Deadlines deadlines = new Deadlines(config.deadline(), config.removeDeadline());
        RbdImages engine = state.isLibrary()
                ? new WatchedImages(new RbdLibrary(librbd.get(), deadlines), "librbd", watch)
                : new WatchedImages(new RbdCli(runner, config.program(), deadlines), "cli", watch);
        return new PatientImages(engine, config.patience());
    }

    @Produces
    @Singleton
    Librbd librbd(LibrbdConfig config) {
        return new Librbd(new Limits(
                config.concurrency().orElse(4 * Runtime.getRuntime().availableProcessors()),
                config.queueTimeout(),
                config.connections(),
                config.idleTimeout()));
    }

    void close(@Disposes Librbd librbd) {
        librbd.close();
    }

    @Produces
    @Singleton
    ImageStore store(RbdImages images, RbdConfig config) {
        return new ImageStore(images, config.settleTime());
    }

    @Produces
    @Singleton
    ClientTimeouts timeouts(RbdConfig config) {
        return new ClientTimeouts(config.connectTimeout(), config.operationTimeout());
    }
}
