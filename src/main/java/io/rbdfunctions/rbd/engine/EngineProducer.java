package io.rbdfunctions.rbd.engine;

import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.rbd.CephManager;
import io.rbdfunctions.rbd.CephMonitors;
import io.rbdfunctions.rbd.EngineConnections;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.ManagerTasks;
import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.RbdCallListener;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.command.Session.ClientTimeouts;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.rbd.librbd.Librbd.Limits;
import io.rbdfunctions.rbd.librbd.ManagerCalls;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Produces the engine that the configuration selects. */
final class EngineProducer {
    /** {@code librbd} is an {@link Instance} so that the cli engine does not create it. */
    @Produces
    @Singleton
    RbdEngine engine(
            EngineState state,
            RbdConfig config,
            CommandRunner runner,
            Instance<Librbd> librbd,
            SilentClusters silent,
            RbdCallListener listener) {
        RbdEngine engine = state.isLibrary()
                ? new ObservedEngine(new LibrbdEngine(librbd.get(), deadlines(config)), "librbd", listener)
                : new ObservedEngine(new CliEngine(runner, config.program(), deadlines(config)), "cli", listener);
        return new RetryingEngine(new ExplainingEngine(silent.around(engine)), config.busyTimeout());
    }

    @Produces
    @Singleton
    EngineConnections connections(EngineState state, RbdConfig config, Instance<Librbd> librbd) {
        return state.isLibrary()
                ? new LibrbdEngine(librbd.get(), deadlines(config))
                : new EngineConnections() {
                    @Override
                    public int count() {
                        return librbd.get().connections();
                    }
                };
    }

    @Produces
    @Singleton
    RadosObjects objects(RbdConfig config, Instance<Librbd> librbd, SilentClusters silent, RbdCallListener listener) {
        return silent.aroundObjects(new LibradosEngine(librbd::get, config.deadline(), listener));
    }

    @Produces
    @Singleton
    CephMonitors monitors(RbdConfig config, Instance<Librbd> librbd, SilentClusters silent, RbdCallListener listener) {
        return silent.aroundMonitors(new MonitorEngine(librbd::get, config.deadline(), listener));
    }

    /** One for all, since all calls of a user take the same way to a cluster. */
    @Produces
    @Singleton
    SilentClusters silentClusters() {
        return new SilentClusters();
    }

    private static RbdEngine.Deadlines deadlines(RbdConfig config) {
        return new RbdEngine.Deadlines(config.deadline(), config.removeDeadline());
    }

    @Produces
    @Singleton
    Librbd librbd(RbdConfig config) {
        return new Librbd(limits(config));
    }

    void close(@Disposes Librbd librbd) {
        librbd.close();
    }

    /** Starts no thread before the first command. */
    @Produces
    @Singleton
    ManagerCalls managerCalls(RbdConfig config) {
        return new ManagerCalls(limits(config));
    }

    void close(@Disposes ManagerCalls calls) {
        calls.close();
    }

    @Produces
    @Singleton
    CephManager manager(ManagerCalls calls, RbdConfig config, RbdCallListener listener) {
        return new ManagerEngine(calls, config.managerDeadline(), listener);
    }

    @Produces
    @Singleton
    ManagerTasks managerTasks(CephManager manager, RbdConfig config) {
        return new ManagerTasks(manager, config.managerTasks(), System::nanoTime);
    }

    private static Limits limits(RbdConfig config) {
        RbdConfig.Library library = config.librbd();
        return new Limits(
                library.concurrency().orElse(4 * Runtime.getRuntime().availableProcessors()),
                library.queueTimeout(),
                library.connections(),
                library.connectionLifetime());
    }

    @Produces
    @Singleton
    ImageStore store(RbdEngine engine, RbdConfig config) {
        return new ImageStore(engine, config.settleTime());
    }

    @Produces
    @Singleton
    ClientTimeouts timeouts(RbdConfig config) {
        return new ClientTimeouts(config.connectTimeout(), config.operationTimeout());
    }
}
