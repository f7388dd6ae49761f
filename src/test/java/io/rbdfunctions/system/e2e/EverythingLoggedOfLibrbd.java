package io.rbdfunctions.system.e2e;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** As {@link EverythingLogged}, with librbd as the engine. */
public final class EverythingLoggedOfLibrbd implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(new EverythingLogged().getConfigOverrides());
        settings.put("rbd-functions.rbd.engine", "librbd");
        return settings;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return new EverythingLogged().testResources();
    }
}
