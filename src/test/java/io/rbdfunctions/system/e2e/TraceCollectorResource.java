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

/** Exports all traces to a collector, which writes them to a file, because tests have another class loader. */
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

    /** The traces so far, one character per byte. The application exports them every five seconds. */
    static String traces() throws IOException {
        return Files.readString(FILE, StandardCharsets.ISO_8859_1);
    }
}
