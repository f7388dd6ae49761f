package io.rbdfunctions.system.faults;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The Secret holds a wrong key, and then the right one. */
@Tag("faults")
class KeyFaultsIT {
    private static final String WRONG = "AQCOd0BjAAAAABAAJsGcXq0bPUSrMGXnWU/uoA==";
    private static final Tally TALLY = Tally.faults(KeyFaultsIT.class);

    static Stream<Arguments> ways() {
        return CephFaultsIT.ways();
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @MethodSource("ways")
    void theWrongKeyIsFollowedByTheRightOne(Engine engine, Recovery recovery) {
        Surroundings surroundings = Surroundings.of(engine, recovery).option("-Drbd-functions.api.cache-ttl=200ms");
        try (World world = new World("wrong-key", surroundings)) {
            for (Work work : Work.values()) {
                TALLY.attempt(
                        "wrong key, then the right one",
                        () -> world.survive(work, recovery, (_, job) -> {
                            world.cluster().changeKey(WRONG);
                            // By then the key that was read before is forgotten.
                            World.pause(Duration.ofMillis(300));
                            job.begin().join();
                            return () -> world.cluster().changeKey(world.ceph().adminKey());
                        }));
            }
        }
    }
}
