package io.rbdfunctions.system.e2e;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The same as {@link TraceLoggingProfile} with librbd as the engine. */
public final class LibrbdTraceLoggingProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(new TraceLoggingProfile().getConfigOverrides());
        settings.put("rbd-functions.rbd.engine", "librbd");
        return settings;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return new TraceLoggingProfile().testResources();
    }
}
