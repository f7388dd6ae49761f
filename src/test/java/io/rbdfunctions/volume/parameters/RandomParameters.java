package io.rbdfunctions.volume.parameters;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Generates valid classes with some random changes. Has a fixed seed. */
public final class RandomParameters {
    private static final String[] VALUES =
            ("|rbd|admin|10.0.7.52:6789|[v2:a:1,v1:a:2]|a,b|a,a|a,|/etc/ceph/keyring|1|2|4194304|65536|16|-1|ext4|ceph-1|9999999999999999999|layering|layering,exclusive-lock|fast-diff|--help|a/b|a@b|../..|\u0000|a\n"
                            + "b|ünï|\ud800|٣|%00|$(x)|1Gi|7d")
                    .split("\\|");

    private final Random random = new Random(20_261_123);

    public Map<String, String> next() {
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

    /** Returns the parameters in another order. */
    Map<String, String> shuffled(Map<String, String> parameters) {
        var entries = new ArrayList<>(parameters.entrySet());
        Collections.shuffle(entries, random);
        var shuffled = new LinkedHashMap<String, String>();
        entries.forEach(entry -> shuffled.put(entry.getKey(), entry.getValue()));
        return shuffled;
    }
}
