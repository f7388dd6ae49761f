package io.rbdfunctions.journal;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rbdfunctions.support.ceph.CephCluster;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** The images of a real ceph-csi, as far as they do not depend on the time and on the ids that Ceph chooses. */
public final class RecordedImages {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RANDOM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /**
     * An image.
     *
     * @param parent {@code image@snapshot}, the name of a removed snapshot left out, followed by whether it is in the trash
     * @param snapshots their names, with namespace; of removed ones the names that they had
     */
    public record Image(
            long size,
            List<String> features,
            List<String> roles,
            String parent,
            List<String> snapshots,
            Map<String, String> metadata) {}

    private RecordedImages() {}

    /** The images of a recording by name. */
    public static Map<String, Image> read(String recording) {
        Map<String, Image> images = new TreeMap<>();
        String section = text("/journal/" + recording + ".rados.txt")
                .replaceFirst("(?s).*\n## images\n", "")
                .replaceFirst("(?s)(^|\n)trash\n.*", "");
        for (String part : section.split("(^|\n)image ", -1)) {
            List<String> lines = part.lines().toList();
            if (!lines.isEmpty()) {
                images.put(
                        lines.get(0),
                        image(json(lines.get(1)), json(lines.get(2)), json(lines.size() > 3 ? lines.get(3) : "{}")));
            }
        }
        return images;
    }

    /** The images of a pool by name. */
    public static Map<String, Image> of(CephCluster ceph, String pool) {
        Map<String, Image> images = new TreeMap<>();
        ceph.images(pool).forEach(name -> {
            String spec = pool + "/" + name;
            images.put(
                    name,
                    image(
                            run(ceph, "info", spec),
                            run(ceph, "snap", "ls", "--all", spec),
                            run(ceph, "image-meta", "ls", spec)));
        });
        return images;
    }

    private static JsonNode run(CephCluster ceph, String... arguments) {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addAll(List.of("--format", "json"));
        String output = ceph.rbd(command.toArray(String[]::new)).orFail().stdout();
        return json(output.isBlank() ? "{}" : output);
    }

    private static Image image(JsonNode info, JsonNode snapshots, JsonNode metadata) {
        Map<String, String> tags = new TreeMap<>();
        metadata.properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        return new Image(
                info.path("size").asLong(),
                sorted(info.path("features")),
                sorted(info.path("op_features")),
                parent(info.path("parent")),
                StreamSupport.stream(snapshots.spliterator(), false)
                        .map(RecordedImages::snapshot)
                        .sorted()
                        .toList(),
                tags);
    }

    private static String parent(JsonNode parent) {
        return parent.isMissingNode()
                ? ""
                : "%s@%s %s"
                        .formatted(
                                parent.path("image").asText(),
                                parent.path("snapshot").asText().replaceFirst("^" + RANDOM + "$", ""),
                                parent.path("trash").asBoolean());
    }

    private static String snapshot(JsonNode snapshot) {
        JsonNode namespace = snapshot.path("namespace");
        String type = namespace.path("type").asText();
        return type + " " + (type.equals("trash") ? namespace.path("original_name") : snapshot.path("name")).asText();
    }

    private static List<String> sorted(JsonNode names) {
        return StreamSupport.stream(names.spliterator(), false)
                .map(JsonNode::asText)
                .sorted()
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException unreadable) {
            throw new AssertionError(text, unreadable);
        }
    }

    private static String text(String resource) {
        try (InputStream file = requireNonNull(RecordedImages.class.getResourceAsStream(resource), resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
