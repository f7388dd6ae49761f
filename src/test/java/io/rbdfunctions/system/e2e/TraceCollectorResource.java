package io.rbdfunctions.system.e2e;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.rbdfunctions.observability.TraceCollector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has all traces sent to a collector. It lives in another class loader than the tests, which read its file. */
public final class TraceCollectorResource implements QuarkusTestResourceLifecycleManager {
    private static final Path FILE = Path.of("target", "traces.bin");

    private @Nullable TraceCollector collector;

    @Override
    public Map<String, String> start() {
        try {
            collector = TraceCollector.into(FILE);
            return Map.of("rbd-functions.tracing.endpoint", collector.endpoint().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (collector != null) {
            collector.close();
        }
    }

    /** What has been sent by now, which is done every five seconds; a character for each byte. */
    static String traces() throws IOException {
        return Files.readString(FILE, StandardCharsets.ISO_8859_1);
    }
}
