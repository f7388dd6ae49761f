package io.rbdfunctions.rbd.librbd.image;

import io.rbdfunctions.rbd.librbd.ffm.CallFailedException;
import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.volume.ceph.CephKey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * The form of a Ceph key: base64 of its kind (2 bytes), the time it was made (8), its length (2) and the secret itself.
 * The library says of a malformed key no more than that an argument is invalid.
 */
final class KeyForm {
    private static final int HEADER = 12;
    private static final int SHORTEST_SECRET = 16;

    private KeyForm() {}

    static void check(CephKey key) {
        if (!isKey(key.value())) {
            throw new CallFailedException("couldn't connect to the cluster! failed to decode key", Errno.INVALID);
        }
    }

    private static boolean isKey(String text) {
        try {
            ByteBuffer key = ByteBuffer.wrap(Base64.getDecoder().decode(text)).order(ByteOrder.LITTLE_ENDIAN);
            return key.capacity() >= HEADER + SHORTEST_SECRET && key.getShort(10) <= key.capacity() - HEADER;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
