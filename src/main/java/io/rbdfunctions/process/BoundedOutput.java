package io.rbdfunctions.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads a stream to its end, so that the writer never blocks, but keeps only the first bytes. */
final class BoundedOutput {
    private final int limit;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean overflowed;

    BoundedOutput(int limit) {
        this.limit = limit;
    }

    void readAll(InputStream stream) throws IOException {
        byte[] buffer = new byte[8192];
        for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
            keep(buffer, read);
        }
    }

    private synchronized void keep(byte[] buffer, int length) {
        int accepted = Math.min(length, limit - kept.size());
        kept.write(buffer, 0, accepted);
        overflowed |= accepted < length;
    }

    synchronized boolean hasOverflowed() {
        return overflowed;
    }

    synchronized String text() {
        return kept.toString(StandardCharsets.UTF_8);
    }
}
