package io.rbdfunctions.support.ceph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/**
 * Writes and reads the data of images through librbd.
 *
 * @param directory for files
 */
public record ImageData(CephCluster ceph, Path directory) {
    private static final int MEBIBYTE = 1 << 20;

    /** Writes a mebibyte of random data at that offset in mebibytes, modulo a size of 8. */
    public void write(String image, int seed) {
        byte[] data = new byte[MEBIBYTE];
        new Random(seed).nextBytes(data);
        byte[] header = "rbd diff v1\n".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer diff = ByteBuffer.allocate(header.length + 18 + data.length).order(ByteOrder.LITTLE_ENDIAN);
        diff.put(header).put((byte) 'w').putLong((long) (seed % 8) * MEBIBYTE).putLong(data.length);
        diff.put(data).put((byte) 'e');
        try {
            Path file = Files.write(directory.resolve("diff"), diff.array());
            ceph.rbd("import-diff", "--no-progress", file.toString(), image).orFail();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The checksum of all data of an image. */
    public String checksum(String image) {
        Path file = directory.resolve("export");
        try {
            Files.deleteIfExists(file);
            ceph.rbd("export", "--no-progress", image, file.toString()).orFail();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
