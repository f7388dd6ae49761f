package io.rbdfunctions.system.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Captures the audit log of the application in this JVM. Tests that run beside it and call operations directly have no path. */
public final class AuditLines extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger("io.rbdfunctions.audit");
    private final ObjectMapper mapper = new ObjectMapper();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    public static AuditLines listen() {
        AuditLines lines = new AuditLines();
        lines.logger.addHandler(lines);
        return lines;
    }

    public List<String> raw() {
        return lines;
    }

    public List<JsonNode> read() {
        return lines.stream().map(this::read).toList();
    }

    private JsonNode read(String line) {
        try {
            return mapper.readTree(line);
        } catch (JsonProcessingException unreadable) {
            throw new AssertionError(line, unreadable);
        }
    }

    @Override
    public void publish(LogRecord record) {
        if (!record.getMessage().contains("\"path\":\"-\"")) {
            lines.add(record.getMessage());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
