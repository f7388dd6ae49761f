package io.rbdfunctions.support.cluster;

import static io.restassured.RestAssured.given;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** Sends the events of Knative's ApiServerSource. */
public final class EventSource {
    private static final String TYPES = "dev.knative.apiserver.";

    private EventSource() {}

    public static Response updated(HasMetadata object) {
        return resource("update", object);
    }

    public static Response resource(String change, HasMetadata object) {
        return binary("resource." + change, object)
                .body(Serialization.asJson(object))
                .post("/");
    }

    /** Sends an update event with the header of a broker. */
    public static Response preferringReply(HasMetadata object) {
        return binary("resource.update", object)
                .header("Prefer", "reply")
                .body(Serialization.asJson(object))
                .post("/");
    }

    public static Response structured(HasMetadata object) {
        Map<String, Object> event = Map.of(
                "specversion",
                "1.0",
                "id",
                UUID.randomUUID().toString(),
                "source",
                "https://127.0.0.1:26443",
                "type",
                TYPES + "resource.update",
                "kind",
                object.getKind(),
                "namespace",
                namespaceOf(object),
                "datacontenttype",
                "application/json",
                "data",
                object);
        return given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .header("Content-Type", "application/cloudevents+json")
                .body(Serialization.asJson(event))
                .post("/");
    }

    public static Response reference(HasMetadata object) {
        Map<String, String> reference = Map.of(
                "kind", object.getKind(),
                "namespace", namespaceOf(object),
                "name", object.getMetadata().getName(),
                "apiVersion", object.getApiVersion());
        return binary("ref.update", object)
                .body(Serialization.asJson(reference))
                .post("/");
    }

    private static RequestSpecification binary(String type, HasMetadata object) {
        return given().header("Ce-Id", UUID.randomUUID())
                .header("Ce-Specversion", "1.0")
                .header("Ce-Source", "https://127.0.0.1:26443")
                .header("Ce-Type", TYPES + type)
                .header("Ce-Kind", object.getKind())
                .header("Ce-Name", object.getMetadata().getName())
                .header("Ce-Namespace", namespaceOf(object))
                .header("Content-Type", "application/json");
    }

    private static String namespaceOf(HasMetadata object) {
        return object.getMetadata().getNamespace() == null
                ? ""
                : object.getMetadata().getNamespace();
    }
}
