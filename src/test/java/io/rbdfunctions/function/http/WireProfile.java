package io.rbdfunctions.function.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Set;

/** The application with {@link ScriptedOperations}, to test only HTTP. */
public final class WireProfile implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(ScriptedOperations.class);
    }
}
