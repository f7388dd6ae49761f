package io.rbdfunctions.rbd;

import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.rbd.command.ClientTimeouts;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the engine together as the configuration has it. */
final class RbdProducer {
    @Produces
    @Singleton
    RbdImages images(CommandRunner runner, RbdConfig config) {
        RbdCli cli = new RbdCli(runner, config.program(), config.deadline(), config.removeDeadline());
        return new PatientImages(cli, config.patience());
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
