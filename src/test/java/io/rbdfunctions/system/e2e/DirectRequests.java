package io.rbdfunctions.system.e2e;

import io.rbdfunctions.support.ceph.CephCluster;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;

/** Direct calls for images of one pool of the shared cluster. */
final class DirectRequests {
    private final Map<String, Object> parameters = new HashMap<>();

    DirectRequests(CephCluster ceph, String pool) {
        parameters.putAll(Map.of(
                "monitors", ceph.monitors(),
                "pool", pool,
                "adminId", "admin",
                "adminSecretName", "ceph-admin",
                "adminSecretNamespace", "kube-system",
                "userId", "kube",
                "userSecretName", "ceph-user",
                "imageFormat", "2",
                "imageFeatures", "layering",
                "fsType", "ext4"));
    }

    /** Changes one parameter. */
    DirectRequests with(String parameter, String value) {
        parameters.put(parameter, value);
        return this;
    }

    Response provision(String uid, String size) {
        return post("/provision", Map.of("size", size, "claim", claim(uid)));
    }

    Response expand(String image, String size) {
        return post("/expand", Map.of("size", size, "image", image));
    }

    Response delete(String image) {
        return post("/delete", Map.of("image", image));
    }

    Response info(String image) {
        return post("/info", Map.of("image", image));
    }

    Response list() {
        return post("/list", Map.of());
    }

    /** Adds the StorageClass parameters to the fields. */
    Response post(String path, Map<String, ?> fields) {
        return RestAssured.given()
                .contentType(ContentType.JSON)
                .body(body(fields))
                .post(path);
    }

    Map<String, Object> body(Map<String, ?> fields) {
        Map<String, Object> body = new HashMap<>(fields);
        body.put("parameters", parameters);
        return body;
    }

    static Map<String, String> claim(String uid) {
        return Map.of("namespace", "shop", "name", "data", "uid", uid);
    }

    static String imageOf(String uid) {
        return "kubernetes-dynamic-pvc-" + uid;
    }
}
