package io.rbdfunctions.tools.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.funqy.Funq;
import io.rbdfunctions.function.SweepFunctions;
import io.rbdfunctions.function.VolumeFunctions;
import io.rbdfunctions.function.payload.Endpoint;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** The description of the functions by OpenAPI 3.1, generated from the code, its Javadoc and the examples of a page. */
public final class OpenApiDocument {
    private static final String JSON = "application/json";

    private final JavadocSource javadoc = new JavadocSource();
    private final FieldDescriptions descriptions = new FieldDescriptions();
    private final ObjectNode document = JsonNodeFactory.instance.objectNode();
    private final ObjectNode schemas = JsonNodeFactory.instance.objectNode();
    private final ReplySchemas replies = new ReplySchemas(javadoc, descriptions, schemas);
    private final ProblemResponses problems = new ProblemResponses(replies);
    private final PageExamples examples = PageExamples.read();

    private OpenApiDocument() {
        document.put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "rbd-functions")
                .put("version", "v1")
                .put("description", "Kubernetes volumes on Ceph RBD. All operations are idempotent.")
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("identifier", "Apache-2.0");
        document.putArray("servers")
                .addObject()
                .put("url", "http://rbd-functions.rbd-functions.svc.cluster.local")
                .put("description", "The Service of the manifests, inside the cluster.");
        document.putArray("security").addObject().putArray("token");
    }

    public static ObjectNode create() {
        return new OpenApiDocument().build();
    }

    private ObjectNode build() {
        ObjectNode paths = document.putObject("paths");
        for (Endpoint endpoint : Endpoint.values()) {
            paths.putObject(endpoint.path()).set("post", operation(endpoint));
        }
        paths.putObject("/openapi.json").set("get", ownOperation());
        ObjectNode components = document.putObject("components");
        components.set("schemas", schemas);
        components.set("responses", problems.components());
        components
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "A token of the cluster, which the API server reviews.");
        return document;
    }

    private ObjectNode operation(Endpoint endpoint) {
        ObjectNode operation = JsonNodeFactory.instance.objectNode();
        operation.put("operationId", endpoint.toString());
        operation.put(
                "summary",
                javadoc.of(endpoint)
                        .orElseThrow(() ->
                                new IllegalStateException("Endpoint.%s needs Javadoc".formatted(endpoint.name()))));
        ObjectNode content = operation
                .putObject("requestBody")
                .put("required", true)
                .putObject("content")
                .putObject(JSON);
        String name = payloadName(endpoint);
        schemas.set(name, PayloadSchema.of(endpoint, descriptions));
        content.putObject("schema").put("$ref", ReplySchemas.COMPONENTS + name);
        content.set("examples", examples.of(endpoint));
        ObjectNode responses = operation.putObject("responses");
        responses
                .putObject("200")
                .put("description", "The operation succeeded.")
                .putObject("content")
                .putObject(JSON)
                .set("schema", replies.reference(reply(endpoint)));
        problems.addTo(responses);
        return operation;
    }

    private static String payloadName(Endpoint endpoint) {
        String verb = endpoint.toString();
        return verb.substring(0, 1).toUpperCase(Locale.ROOT) + verb.substring(1) + "Payload";
    }

    /** The record that the function of an endpoint returns. */
    static Class<?> reply(Endpoint endpoint) {
        return Stream.of(VolumeFunctions.class, SweepFunctions.class)
                .flatMap(functions -> Arrays.stream(functions.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Funq.class)
                        && method.getName().equals(endpoint.toString()))
                .map(Method::getGenericReturnType)
                .map(type -> (Class<?>) ((ParameterizedType) type).getActualTypeArguments()[0])
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no function is called " + endpoint));
    }

    private static ObjectNode ownOperation() {
        ObjectNode operation = JsonNodeFactory.instance.objectNode();
        operation.put("operationId", "describe");
        operation.put("summary", "Returns this description. Needs no token.");
        operation.putArray("security");
        operation
                .putObject("responses")
                .putObject("200")
                .put("description", "This description.")
                .putObject("content")
                .putObject(JSON)
                .putObject("schema")
                .put("type", "object");
        return operation;
    }
}
