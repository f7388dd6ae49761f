package io.rbdfunctions.dev;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.process.ProcessException;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Starts a throw-away Ceph in dev mode, for the API server of dev mode, too, and logs example commands for it. A live reload uses the running cluster, which ends
 * with the process of dev mode, so there is nothing to stop here.
 */
@Singleton
@IfBuildProfile("dev")
final class DevService {
    private static final Logger LOG = Logger.getLogger(DevService.class);

    private final DevConfig config;
    private final CommandRunner runner;
    private final int port;
    private final Event<Map<String, String>> started;

    /** @param started tells the API server the settings of the cluster */
    DevService(
            DevConfig config,
            CommandRunner runner,
            @ConfigProperty(name = "quarkus.http.port") int port,
            @Named("dev-ceph") Event<Map<String, String>> started) {
        this.config = config;
        this.runner = runner;
        this.port = port;
        this.started = started;
    }

    void start(@Observes StartupEvent event) {
        if (!config.ceph()) {
            return;
        }
        var ceph = new DevCeph(runner, config.directory());
        try {
            String missing = ceph.missingPrograms();
            if (!missing.isEmpty()) {
                LOG.infof("Installing Ceph's packages, which takes minutes; missing: %s", missing);
            }
            ceph.install();
            LOG.infof("Starting a throw-away Ceph in %s, which takes seconds", config.directory());
            ceph.start();
            started.fire(ceph.variables());
            LOG.info(ceph.examples(port));
        } catch (IllegalStateException | ProcessException e) {
            LOG.warnf(
                    "The throw-away Ceph did not start (rbd-functions.dev.ceph=false disables it): %s", e.getMessage());
        }
    }
}
