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
        String image = provision();
        expand(image);
        rejectShrinking(image);
        rejectInvalidName();
        list(image);
        delete(image);
    }

    private String provision() {
        HttpAnswer httpAnswer = post("provision", Map.of("claim", CLAIM, "size", "1Gi"));
        httpAnswer.require(200);
        String image = httpAnswer.text("/image");
        show(httpAnswer, "provision 1Gi", httpAnswer.text("/action") + ": image " + image);
        screen.more(
                "",
                "PersistentVolume " + httpAnswer.text("/persistentVolume/metadata/name") + ", "
                        + httpAnswer.text("/persistentVolume/spec/capacity/storage"));
        require("created".equals(httpAnswer.text("/action")), "the image was not created");
        requireSize(image, GIBIBYTE);
        return image;
    }

    private void expand(String image) {
        HttpAnswer httpAnswer = post("expand", Map.of("image", image, "size", "3Gi"));
        httpAnswer.require(200);
        show(httpAnswer, "expand to 3Gi", httpAnswer.text("/before/quantity") + " -> " + httpAnswer.text("/now/quantity"));
        require(httpAnswer.body().path("resized").booleanValue(), "the image was not resized");
        requireSize(image, 3 * GIBIBYTE);
    }

    private void rejectShrinking(String image) {
        HttpAnswer httpAnswer = post("expand", Map.of("image", image, "size", "2Gi"));
        httpAnswer.require(200);
        show(httpAnswer, "expand to 2Gi", "not shrunk: the image already has %s".formatted(httpAnswer.text("/now/quantity")));
        require(!httpAnswer.body().path("resized").booleanValue(), "the image was resized");
        requireSize(image, 3 * GIBIBYTE);
    }

    private void rejectInvalidName() {
        HttpAnswer httpAnswer = post("expand", Map.of("image", "--help", "size", "3Gi"));
        httpAnswer.require(422);
        show(httpAnswer, "expand \"--help\"", httpAnswer.text("/detail"));
        require(httpAnswer.text("/detail").contains("invalid image name"), "the error does not name the reason");
    }

    private void list(String image) {
        HttpAnswer httpAnswer = post("list", Map.of());
        httpAnswer.require(200);
        show(httpAnswer, "list", httpAnswer.text("/images/0/image") + ", " + httpAnswer.text("/images/0/size/quantity"));
        require(httpAnswer.body().path("images").size() == 1, "the list does not have exactly one image");
        require(image.equals(httpAnswer.text("/images/0/image")), "the list has another image");
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

    private void show(HttpAnswer httpAnswer, String step, String text) {
        screen.line(httpAnswer.millis(), step, httpAnswer.status() + " " + text);
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
