package io.rbdfunctions.tools.training;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.manifest.SampleObjects;
import io.rbdfunctions.support.packaged.FunctionProcess;
import io.rbdfunctions.support.packaged.HttpAnswer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Sends one request of each kind that can be the first one in a cluster. */
final class FirstEvents {
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int UNPROCESSABLE = 422;

    private final FunctionProcess function;
    private final TlsApiServer api;

    FirstEvents(FunctionProcess function, TlsApiServer api) {
        this.function = function;
        this.api = api;
    }

    void send() {
        function.show(TlsApiServer.TOKEN);
        calls();
        eventsWithReply();
        claim();
        attachment();
        function.post("sweep", Map.of()).require(OK);
        review();
        function.page("q/metrics");
    }

    private void calls() {
        String volume = "pvc-" + UUID.randomUUID();
        post("provision", Map.of("pvName", volume, "size", "1Gi")).require(OK);
        post("expand", Map.of("pvName", volume, "size", "2Gi")).require(OK);
        post("info", Map.of("pvName", volume)).require(OK);
        post("list", Map.of()).require(OK);
        post("delete", Map.of("pvName", volume)).require(OK);
        post("provision", Map.of("pvName", volume, "size", "-1")).require(UNPROCESSABLE);
    }

    private HttpAnswer post(String name, Map<String, Object> fields) {
        Map<String, Object> payload = new HashMap<>(fields);
        payload.put("storageClassName", TlsApiServer.CLASS);
        return function.post(name, payload);
    }

    private void eventsWithReply() {
        String volume = "pvc-" + UUID.randomUUID();
        Map<String, Object> target = Map.of("pvName", volume, "storageClassName", TlsApiServer.CLASS);
        Map<String, Object> wanted = new HashMap<>(target);
        wanted.put("size", "1Gi");
        event("io.rbdfunctions.volume.provision", wanted).require(OK);
        event("io.rbdfunctions.volume.delete", target).require(OK);
    }

    private void claim() {
        ClaimLife life = new ClaimLife(api.client());
        PersistentVolumeClaim claim = life.create();
        sendChanged(claim);
        PersistentVolume volume = life.bind(claim);
        sendChanged(volume);
        sendChanged(life.grow(claim));
        sendChanged(life.release(claim));
    }

    private void attachment() {
        event(
                        "dev.knative.apiserver.resource.add",
                        api.client()
                                .resource(SampleObjects.attachment(TlsApiServer.DRIVER, "pv-1")
                                        .build())
                                .create())
                .require(NO_CONTENT);
    }

    private void review() {
        Map<String, Object> resource = Map.of("group", "", "version", "v1", "resource", "persistentvolumeclaims");
        Map<String, Object> request = Map.of(
                "uid",
                "1",
                "operation",
                "CREATE",
                "namespace",
                "shop",
                "resource",
                resource,
                "object",
                new ClaimLife(api.client()).claim());
        function.post(
                        "validate",
                        Map.of("apiVersion", "admission.k8s.io/v1", "kind", "AdmissionReview", "request", request))
                .require(OK);
    }

    private void sendChanged(HasMetadata object) {
        event("dev.knative.apiserver.resource.update", object).require(NO_CONTENT);
    }

    private HttpAnswer event(String type, Object data) {
        return function.event(
                Map.of("id", UUID.randomUUID().toString(), "specversion", "1.0", "source", "/training", "type", type),
                data);
    }
}
