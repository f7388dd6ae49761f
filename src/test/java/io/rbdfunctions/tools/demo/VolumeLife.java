package io.rbdfunctions.tools.demo;

import static io.rbdfunctions.support.packaged.ExpectationException.require;

import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.packaged.FunctionProcess;
import io.rbdfunctions.support.packaged.HttpAnswer;
import java.util.HashMap;
import java.util.Map;

/** The steps of the demo. Reads sizes back with the plain {@code rbd} command. */
final class VolumeLife {
    private static final long GIBIBYTE = 1L << 30;
    private static final Map<String, String> CLAIM =
            Map.of("namespace", "shop", "name", "data", "uid", "3d2e9b1c-6a52-4a4e-9f0b-5f7c8f0c2a11");

    private final CephCluster ceph;
    private final FunctionProcess function;
    private final Screen screen;
    private final Map<String, String> parameters;

    VolumeLife(CephCluster ceph, FunctionProcess function, Screen screen) {
        this.ceph = ceph;
        this.function = function;
        this.screen = screen;
        this.parameters = Map.of(
                "monitors", ceph.monitors(),
                "pool", ceph.pool(),
                "adminId", "admin",
                "adminSecretName", "ceph-admin",
                "adminSecretNamespace", "kube-system",
                "userId", ceph.userId(),
                "userSecretName", "ceph-user",
                "imageFormat", "2",
                "imageFeatures", "layering",
                "fsType", "ext4");
    }

    void run() {
        check();
        String image = provision();
        expand(image);
        rejectShrinking(image);
        rejectInvalidName();
        list(image);
        delete(image);
    }

    /** Without an API server, what nodes need is not checked. */
    private void check() {
        HttpAnswer answer = post("check", Map.of());
        answer.require(200);
        show(answer, "check", answer.body().path("ok").booleanValue() ? "the class works" : "the class does not work");
        answer.body()
                .path("steps")
                .forEach(step -> screen.more(
                        "  " + step.path("step").asText(),
                        step.path("result").asText() + ": "
                                + step.path("detail").asText()));
        require(answer.body().path("ok").booleanValue(), "the check failed");
    }

    private String provision() {
        HttpAnswer answer = post("provision", Map.of("claim", CLAIM, "size", "1Gi"));
        answer.require(200);
        String image = answer.text("/image");
        show(answer, "provision 1Gi", answer.text("/action") + ": image " + image);
        screen.more(
                "",
                "PersistentVolume " + answer.text("/persistentVolume/metadata/name") + ", "
                        + answer.text("/persistentVolume/spec/capacity/storage"));
        require("created".equals(answer.text("/action")), "the image was not created");
        requireSize(image, GIBIBYTE);
        return image;
    }

    private void expand(String image) {
        HttpAnswer answer = post("expand", Map.of("image", image, "size", "3Gi"));
        answer.require(200);
        show(answer, "expand to 3Gi", answer.text("/before/quantity") + " -> " + answer.text("/now/quantity"));
        require(answer.body().path("resized").booleanValue(), "the image was not resized");
        requireSize(image, 3 * GIBIBYTE);
    }

    private void rejectShrinking(String image) {
        HttpAnswer answer = post("expand", Map.of("image", image, "size", "2Gi"));
        answer.require(200);
        show(answer, "expand to 2Gi", "not shrunk: the image already has %s".formatted(answer.text("/now/quantity")));
        require(!answer.body().path("resized").booleanValue(), "the image was resized");
        requireSize(image, 3 * GIBIBYTE);
    }

    private void rejectInvalidName() {
        HttpAnswer answer = post("expand", Map.of("image", "--help", "size", "3Gi"));
        answer.require(422);
        show(answer, "expand \"--help\"", answer.text("/detail"));
        require(answer.text("/detail").contains("invalid image name"), "the error does not name the reason");
    }

    private void list(String image) {
        HttpAnswer answer = post("list", Map.of());
        answer.require(200);
        show(answer, "list", answer.text("/images/0/image") + ", " + answer.text("/images/0/size/quantity"));
        require(answer.body().path("images").size() == 1, "the list does not have exactly one image");
        require(image.equals(answer.text("/images/0/image")), "the list has another image");
    }

    private void delete(String image) {
        HttpAnswer deleted = post("delete", Map.of("image", image));
        deleted.require(200);
        show(deleted, "delete", deleted.text("/action"));
        HttpAnswer list = post("list", Map.of());
        list.require(200);
        show(list, "list", list.body().path("images").size() + " images");
        require(list.body().path("images").isEmpty(), "the list is not empty");
        require(ceph.images(ceph.pool()).isEmpty(), "rbd ls still lists an image");
    }

    private HttpAnswer post(String name, Map<String, ?> fields) {
        Map<String, Object> payload = new HashMap<>(fields);
        payload.put("parameters", parameters);
        return function.post(name, payload);
    }

    private void show(HttpAnswer answer, String step, String text) {
        screen.line(answer.millis(), step, answer.status() + " " + text);
    }

    private void requireSize(String image, long bytes) {
        String info = ceph.rbd("info", ceph.pool() + "/" + image).orFail().stdout();
        String size = info.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("size "))
                .findFirst()
                .orElse("no size");
        screen.more("  rbd info", size);
        long actual = ceph.sizeOf(image);
        require(actual == bytes, "%s has %d bytes instead of %d".formatted(image, actual, bytes));
    }
}
