package io.rbdfunctions.volume.ceph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What a text in place of a Ceph key is. A key is the base64 of its type (2 bytes), its creation time (8), the length of
 * its secret (2) and the secret.
 */
public enum KeyForm {
    /** A key of the type aes. */
    AES,
    /** A key of the type aes256k, which Ceph can make since 20.2.4 and older clients cannot use. */
    AES256K,
    /** A key whose end is missing, perhaps only the padding, which Ceph requires. */
    CUT,
    /** The base64 of a key or a keyring. */
    ENCODED_TWICE,
    /** A keyring, or its line with the key. */
    KEYRING,
    OTHER;

    private static final Pattern KEYRING_LINE = Pattern.compile("\\[client\\.|\\bkey\\s*=\\s*[A-Za-z0-9]");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+");
    private static final int HEADER = 12;
    private static final int SHORTEST_SECRET = 16;

    public boolean isKey() {
        return this == AES || this == AES256K;
    }

    /** Recognizes the form of a text. */
    public static KeyForm of(String text) {
        KeyForm plain = ofPlain(text.strip());
        if (plain != OTHER) {
            return plain;
        }
        return ofPlain(new String(decoded(text.strip()), StandardCharsets.ISO_8859_1).strip()) == OTHER
                ? OTHER
                : ENCODED_TWICE;
    }

    private static KeyForm ofPlain(String text) {
        if (KEYRING_LINE.matcher(text).find()) {
            return KEYRING;
        }
        ByteBuffer key = ByteBuffer.wrap(decoded(text)).order(ByteOrder.LITTLE_ENDIAN);
        if (key.capacity() < HEADER || key.getShort(0) < 1 || key.getShort(0) > 2) {
            return OTHER;
        }
        boolean isWhole = text.length() % 4 == 0
                && key.capacity() >= HEADER + SHORTEST_SECRET
                && key.getShort(HEADER - 2) <= key.capacity() - HEADER;
        if (!isWhole) {
            return CUT;
        }
        return key.getShort(0) == 1 ? AES : AES256K;
    }

    /** Decodes base64 with or without the padding; empty if it is none. A last single character is left out. */
    private static byte[] decoded(String text) {
        String digits = text.replaceFirst("={1,2}$", "");
        int length = digits.length() % 4 == 1 ? digits.length() - 1 : digits.length();
        return BASE64.matcher(digits).matches() ? Base64.getDecoder().decode(digits.substring(0, length)) : new byte[0];
    }
}
