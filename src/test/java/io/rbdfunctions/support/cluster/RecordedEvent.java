package io.rbdfunctions.support.cluster;

import static io.restassured.RestAssured.given;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A recorded request of a real event source, with the names of the provisioner, class and finalizer replaced.
 *
 * @param head the header lines
 */
public record RecordedEvent(String name, List<String> head, String body) {
    public static final String PROVISIONER = "recorded.rbdfunctions.io/rbd";
    public static final String STORAGE_CLASS = "rbd-recorded";
    private static final String CLAIM = "data-1";
    private static final String UID = "daee4489-7f2e-4102-8056-3ca74de45393";
    private static final Path DIRECTORY = Path.of("src", "test", "resources", "cloudevents");
    private static final Set<String> CONNECTION_HEADERS = Set.of("host", "content-length", "accept-encoding");

    /** All recorded events in the order of recording. */
    public static List<RecordedEvent> all() {
        try (var files = Files.list(DIRECTORY)) {
            return files.sorted().map(RecordedEvent::read).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The events about one claim, in order. */
    public static List<RecordedEvent> claimLifecycle() {
        return all().stream().filter(it -> it.name.startsWith("0")).toList();
    }

    private static RecordedEvent read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            int blank = lines.indexOf("");
            return new RecordedEvent(
                    String.valueOf(file.getFileName()),
                    lines.subList(1, blank),
                    String.join("\n", lines.subList(blank + 1, lines.size())));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public Response send() {
        RequestSpecification request = given().config(RestAssured.config()
                .encoderConfig(
                        EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false)));
        for (String line : head) {
            int colon = line.indexOf(':');
            String header = line.substring(0, colon);
            if (!CONNECTION_HEADERS.contains(header.toLowerCase(Locale.ROOT))) {
                request.header(header, line.substring(colon + 1).strip());
            }
        }
        return request.body(body).post("/");
    }

    /** Returns the event for another, existing claim. */
    public EventDelivery about(PersistentVolumeClaim claim) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : head) {
            int colon = line.indexOf(':');
            String header = line.substring(0, colon);
            if (!CONNECTION_HEADERS.contains(header.toLowerCase(Locale.ROOT))) {
                headers.put(header, renamed(line.substring(colon + 1).strip(), claim));
            }
        }
        return new EventDelivery(headers, renamed(body, claim));
    }

    private static String renamed(String text, PersistentVolumeClaim claim) {
        return text.replace(CLAIM, claim.getMetadata().getName())
                .replace(UID, claim.getMetadata().getUid());
    }

    @Override
    public String toString() {
        return name;
    }
}
