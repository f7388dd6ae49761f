package io.rbdfunctions.support.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The headers and body of an event. */
public record EventDelivery(Map<String, String> headers, String body) {
    public EventDelivery {
        headers = Map.copyOf(headers);
    }

    /** An update event with the object as it is. */
    public static EventDelivery of(HasMetadata object) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Ce-Id", UUID.randomUUID().toString());
        headers.put("Ce-Specversion", "1.0");
        headers.put("Ce-Source", "https://127.0.0.1:26443");
        headers.put("Ce-Type", "dev.knative.apiserver.resource.update");
        headers.put("Ce-Kind", object.getKind());
        headers.put("Ce-Name", object.getMetadata().getName());
        headers.put(
                "Ce-Namespace", Objects.requireNonNullElse(object.getMetadata().getNamespace(), ""));
        headers.put("Content-Type", "application/json");
        return new EventDelivery(headers, Serialization.asJson(object));
    }

    public HttpRequest to(String address) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + "/")).POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return request.build();
    }
}
