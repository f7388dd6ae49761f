package io.rbdfunctions.kubernetes.secret;

import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ceph.CephCredentials;
import io.rbdfunctions.volume.ceph.CephKey;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.validation.InvalidValueException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Ceph key from the data of a Secret.
 *
 * <p>The entry {@code key} has precedence, then ceph-csi's {@code userID} and {@code userKey}, then a single entry of any
 * name. Several other entries are an error; the in-tree plugin used a random one (rule P12).
 */
final class SecretData {
    static final String KEY = "key";
    static final String USER_KEY = "userKey";
    static final String USER_ID = "userID";

    private SecretData() {}

    static CephCredentials credentials(ObjectKey secret, Map<String, String> data) {
        try {
            return new CephCredentials(user(data), new CephKey(key(secret, data)));
        } catch (InvalidValueException invalid) {
            throw SecretException.unusable(secret, String.valueOf(invalid.getMessage()));
        }
    }

    private static String key(ObjectKey secret, Map<String, String> data) {
        if (data.isEmpty()) {
            throw SecretException.unusable(secret, "empty secret map");
        }
        for (String name : new String[] {KEY, USER_KEY}) {
            String value = data.get(name);
            if (value != null) {
                return value;
            }
        }
        if (data.size() > 1) {
            throw SecretException.unusable(
                    secret, "it has several entries and none is named key: rename the entry with the Ceph key to key");
        }
        return data.values().iterator().next();
    }

    private static @Nullable CephUser user(Map<String, String> data) {
        String user = data.get(USER_ID);
        return data.containsKey(KEY) || user == null ? null : new CephUser(user.strip());
    }
}
