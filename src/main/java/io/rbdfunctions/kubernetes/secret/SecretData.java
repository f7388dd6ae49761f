package io.rbdfunctions.kubernetes.secret;

import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ceph.CephCredentials;
import io.rbdfunctions.volume.ceph.CephKey;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.KeyForm;
import io.rbdfunctions.volume.validation.InvalidValueException;
import java.util.List;
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
    static final String ADMIN_KEY = "adminKey";
    /** The entries that a mounted Secret may have. */
    static final List<String> NAMES = List.of(KEY, USER_KEY, USER_ID, ADMIN_KEY, "adminID");

    static final String OLD_NAMES =
            "it has the entries adminID and adminKey of old versions of ceph-csi: rename them to userID and userKey";
    private static final String NO_KEY =
            "it has several entries and none is named key: rename the entry with the Ceph key to key";

    private SecretData() {}

    static CephCredentials credentials(ObjectKey secret, Map<String, String> data) {
        try {
            String entry = entry(secret, data);
            String text = data.get(entry);
            if (text == null) {
                throw new IllegalStateException(entry);
            }
            return new CephCredentials(user(data), key(secret, entry, text));
        } catch (InvalidValueException invalid) {
            throw SecretException.unusable(secret, String.valueOf(invalid.getMessage()));
        }
    }

    /** The name of the entry with the key. */
    private static String entry(ObjectKey secret, Map<String, String> data) {
        if (data.isEmpty()) {
            throw SecretException.unusable(secret, "empty secret map");
        }
        for (String name : new String[] {KEY, USER_KEY}) {
            if (data.containsKey(name)) {
                return name;
            }
        }
        if (data.size() > 1) {
            throw SecretException.unusable(secret, data.containsKey(ADMIN_KEY) ? OLD_NAMES : NO_KEY);
        }
        return data.keySet().iterator().next();
    }

    /** Judges the form of the key before Ceph does, since Ceph's messages differ and print the key. */
    private static CephKey key(ObjectKey secret, String entry, String text) {
        String fault = switch (text.isBlank() ? KeyForm.AES : KeyForm.of(text)) {
            case AES, AES256K -> "";
            case CUT -> "a key whose end is missing: store all that ceph auth get-key prints, with each =";
            case ENCODED_TWICE -> "a key in base64: encode it once in data, or not at all in stringData";
            case KEYRING -> "a keyring: store only what ceph auth get-key prints";
            case OTHER -> "no Ceph key: store what ceph auth get-key prints";
        };
        if (!fault.isEmpty()) {
            throw SecretException.unusable(secret, "its entry %s holds %s".formatted(entry, fault));
        }
        return new CephKey(text);
    }

    private static @Nullable CephUser user(Map<String, String> data) {
        String user = data.get(USER_ID);
        return data.containsKey(KEY) || user == null ? null : new CephUser(user.strip());
    }
}
