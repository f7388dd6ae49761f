package io.rbdfunctions.function.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Set;

/** The application with operations that do as the test says: what is tested is the wire alone. */
public final class WireProfile implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(ScriptedOperations.class);
    }
}
