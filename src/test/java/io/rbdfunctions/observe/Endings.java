package io.rbdfunctions.observe;

import io.rbdfunctions.operation.About;
import io.rbdfunctions.operation.Ended;
import io.rbdfunctions.operation.Ended.Ending;
import io.rbdfunctions.operation.Origin;
import java.time.Duration;
import java.time.Instant;

/** Operations that ended. */
final class Endings {
    private Endings() {}

    static Ended done(String verb, Origin origin) {
        return new Ended(
                verb,
                origin,
                new About(null, null, "kube/image"),
                Ending.DONE,
                "none",
                "created",
                Instant.now(),
                Duration.ofMillis(20));
    }
}
