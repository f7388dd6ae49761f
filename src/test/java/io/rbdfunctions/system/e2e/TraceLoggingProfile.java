package io.rbdfunctions.system.e2e;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.rbdfunctions.function.http.LogFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Logs at the finest level into a file and exports all traces. */
public final class TraceLoggingProfile implements QuarkusTestProfile {
    private static final LogFile LOG = LogFile.named("everything.log");

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(LOG.settings());
        settings.put("quarkus.log.category.\"io.rbdfunctions.audit\".use-parent-handlers", "true");
        settings.put("rbd-functions.rbd.engine", "cli");
        return settings;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(TraceCollectorResource.class));
    }

    static String log() throws IOException {
        return LOG.read();
    }
}
