package io.rbdfunctions.rbd.librbd.image;

import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import io.rbdfunctions.volume.ceph.CephKey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * Checks the format of a Ceph key, since librados reports a malformed key only as an invalid argument. A key is the
 * base64 of its type (2 bytes), its creation time (8), the length of the secret (2) and the secret.
 */
final class KeyForm {
    private static final int HEADER = 12;
    private static final int MIN_SECRET = 16;

    private KeyForm() {}

    static void check(CephKey key) {
        if (!isKey(key.value())) {
            throw new LibrbdException("couldn't connect to the cluster! failed to decode key", Errno.INVALID);
        }
    }

    private static boolean isKey(String text) {
        try {
            ByteBuffer key = ByteBuffer.wrap(Base64.getDecoder().decode(text)).order(ByteOrder.LITTLE_ENDIAN);
            return key.capacity() >= HEADER + MIN_SECRET && key.getShort(10) <= key.capacity() - HEADER;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
