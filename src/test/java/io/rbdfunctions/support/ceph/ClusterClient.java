package io.rbdfunctions.support.ceph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Runs the {@code rbd} command against one cluster. */
final class ClusterClient {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> LIMITS = List.of("--client-mount-timeout", "30", "--rados_osd_op_timeout", "30");

    private final Map<String, String> environment;
    private final Path directory;

    ClusterClient(Map<String, String> environment, Path directory) {
        this.environment = environment;
        this.directory = directory;
    }

    String variable(String name) {
        @Nullable String value = environment.get(name);
        if (value == null) {
            throw new IllegalArgumentException("ceph-dev env prints no " + name);
        }
        return value;
    }

    String pool() {
        return variable("CEPH_POOL");
    }

    String spec(String image) {
        return image.contains("/") ? image : pool() + "/" + image;
    }

    CommandResult rbdAsAdmin(List<String> arguments) {
        return run("rbd", "admin", variable("CEPH_ADMIN_KEY"), arguments);
    }

    CommandResult rbdAsUser(List<String> arguments) {
        return run("rbd", variable("CEPH_USER_ID"), variable("CEPH_USER_KEY"), arguments);
    }

    CommandResult rados(List<String> arguments) {
        return run("rados", "admin", variable("CEPH_ADMIN_KEY"), arguments);
    }

    private CommandResult run(String program, String id, String key, List<String> arguments) {
        var command = new ArrayList<>(List.of(program, "-c", "/dev/null", "-m", variable("CEPH_MONITORS")));
        command.addAll(List.of("--id", id, "--keyfile", "-"));
        command.addAll(LIMITS);
        command.addAll(arguments);
        return Commands.run(command, key, Map.of());
    }

    JsonNode json(String... arguments) {
        var command = new ArrayList<>(List.of(arguments));
        command.addAll(List.of("--format", "json"));
        try {
            return MAPPER.readTree(rbdAsAdmin(command).orFail().stdout());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> strings(String... arguments) {
        return StreamSupport.stream(json(arguments).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** Uses the configuration file of the cluster, because the command reads its own input from standard input. */
    List<String> watchCommand(String spec) {
        var command = new ArrayList<>(
                List.of("rbd", "-c", directory.resolve("ceph.conf").toString()));
        command.addAll(LIMITS);
        command.addAll(List.of("watch", spec));
        return command;
    }
}
