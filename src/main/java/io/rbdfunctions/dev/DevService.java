package io.rbdfunctions.dev;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.process.ProcessException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Starts a throw-away Ceph in dev mode and logs example commands for it. A live reload uses the running cluster, which ends
 * with the process of dev mode, so there is nothing to stop here.
 */
@Singleton
@IfBuildProfile("dev")
final class DevService {
    private static final Logger LOG = Logger.getLogger(DevService.class);

    private final DevConfig config;
    private final CommandRunner runner;
    private final int port;

    DevService(DevConfig config, CommandRunner runner, @ConfigProperty(name = "quarkus.http.port") int port) {
        this.config = config;
        this.runner = runner;
        this.port = port;
    }

    void start(@Observes StartupEvent event) {
        if (!config.ceph()) {
            return;
        }
        var ceph = new DevCeph(runner, config.directory());
        try {
            ceph.start();
            LOG.info(ceph.examples(port));
        } catch (IllegalStateException | ProcessException e) {
            LOG.warnf(
                    "The throw-away Ceph did not start (rbd-functions.dev.ceph=false disables it): %s", e.getMessage());
        }
    }
}
