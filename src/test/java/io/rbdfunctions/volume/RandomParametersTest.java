package io.rbdfunctions.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever the parameters, they are read or refused, and the same in any order. Seeded: a failure comes again. */
class RandomParametersTest {
    private static final int ROUNDS = 10_000;

    private static final String[] VALUES =
            ("|rbd|admin|10.0.7.52:6789|[v2:a:1,v1:a:2]|a,b|a,|/etc/ceph/keyring|1|2|4194304|65536|16|-1|ext4|ceph-1"
                            + "|9999999999999999999|layering|layering,exclusive-lock|fast-diff|--help|a/b|a@b|../..|\u0000"
                            + "|a\nb|ünï|\ud800|٣|%00|$(x)")
                    .split("\\|");

    @FunctionalInterface
    private interface Reader {
        @Nullable Object read(Map<String, String> parameters, Violations violations);
    }

    private final Random random = new Random(20_261_123);

    @Test
    void everyClassIsReadOrRefused() {
        assertThat(countRead(ParameterReader::readClass)).isBetween(ROUNDS / 50, ROUNDS * 49 / 50);
    }

    @Test
    void everyClusterIsReadOrRefused() {
        assertThat(countRead(ParameterReader::readCluster)).isBetween(ROUNDS / 50, ROUNDS * 49 / 50);
    }

    private int countRead(Reader reader) {
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var parameters = parameters();
            var verdict = verdict(parameters, reader);

            assertThat(verdict(shuffled(parameters), reader)).isEqualTo(verdict);
            read += verdict.startsWith("[] C") ? 1 : 0;
        }
        return read;
    }

    /** All that is wrong, and what was read; any exception ends the test. */
    private static String verdict(Map<String, String> parameters, Reader reader) {
        var violations = new Violations();
        var read = reader.read(parameters, violations);
        assertThat(violations.all())
                .allSatisfy(violation -> assertThat(violation.message()).matches("[ -~]{1,1300}"));
        if (read == null) {
            assertThat(violations.all()).isNotEmpty();
        }
        return violations.all() + " " + read;
    }

    /** A good class, with some of it changed to anything. */
    private Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("monitors", "10.0.7.52:6789");
        parameters.put("adminSecretName", "ceph-admin");
        parameters.put("userSecretName", "ceph-user");
        for (int changes = random.nextInt(8); changes > 0; changes--) {
            parameters.put(key(), random.nextInt(20) == 0 ? noise() : VALUES[random.nextInt(VALUES.length)]);
        }
        return parameters;
    }

    private String key() {
        var keys = ParameterKey.spellings();
        var key = keys.get(random.nextInt(keys.size()));
        return switch (random.nextInt(20)) {
            case 0 -> noise();
            case 1 -> key.toUpperCase(Locale.ROOT);
            default -> key;
        };
    }

    private String noise() {
        var noise = new StringBuilder();
        random.ints(random.nextInt(200), 0, Character.MAX_CODE_POINT + 1).forEach(noise::appendCodePoint);
        return noise.toString();
    }

    private Map<String, String> shuffled(Map<String, String> parameters) {
        var entries = new ArrayList<>(parameters.entrySet());
        Collections.shuffle(entries, random);
        var shuffled = new LinkedHashMap<String, String>();
        entries.forEach(entry -> shuffled.put(entry.getKey(), entry.getValue()));
        return shuffled;
    }
}
