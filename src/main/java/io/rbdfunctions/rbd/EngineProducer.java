package io.rbdfunctions.rbd;

import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.rbd.librbd.Limits;
import io.rbdfunctions.rbd.value.ClientTimeouts;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the engine together as the configuration has it. */
final class EngineProducer {
    /** What only one of the engines needs is made only for it. */
    @Produces
    @Singleton
    RbdEngine images(
            EngineState state, RbdConfig config, CommandRunner runner, Instance<Librbd> librbd, RbdCallListener watch) {
        CommandDeadlines commandDeadlines = new CommandDeadlines(config.deadline(), config.removeDeadline());
        RbdEngine engine = state.isLibrary()
                ? new ObservedEngine(new LibrbdEngine(librbd.get(), commandDeadlines), "librbd", watch)
                : new ObservedEngine(new CliEngine(runner, config.program(), commandDeadlines), "cli", watch);
        return new RetryingEngine(engine, config.patience());
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
    ImageStore store(RbdEngine images, RbdConfig config) {
        return new ImageStore(images, config.settleTime());
    }

    @Produces
    @Singleton
    ClientTimeouts timeouts(RbdConfig config) {
        return new ClientTimeouts(config.connectTimeout(), config.operationTimeout());
    }
}
