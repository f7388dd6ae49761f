package io.rbdfunctions.function.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rbdfunctions.function.http.FunctionRequests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Malicious and malformed payloads, the same for the same seed. */
final class HostileJson {
    /** Looks like the key of a Ceph user; no reply may contain it. */
    static final String KEY = "AQBhgUdnAAAAABAAkeUZ0d5n3rVnxkVFVQcW9A==";

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            KEY,
            "--keyfile",
            "-p",
            "--id=admin",
            "../../etc/passwd",
            "a/b@c",
            "a@b",
            "@",
            "/",
            "\0",
            "a\0b",
            "a\nb",
            "a\r\nX: 1",
            "\u202e",
            "\ud83d\udca9",
            "\ud800",
            "${jndi:ldap://x}",
            "#{1+1}",
            "{{x}}",
            "%s%n%d",
            "'; rm -rf / #",
            "$(reboot)",
            "`id`",
            "null",
            "1Gi",
            "-1Gi",
            "0",
            "1e309",
            "9223372036854775807",
            "9223372036854775808",
            "17592186044416Mi",
            "1e99",
            "100m",
            "NaN",
            "0x10",
            "١Gi",
            "pvc-",
            "pvc-1",
            "A".repeat(300),
            "a".repeat(96),
            "a.".repeat(200),
            "é".repeat(90),
            "10.0.0.1:6789,",
            "[v2:10.0.0.1:3300,v1:10.0.0.1:6789]",
            ",".repeat(5000),
            "layering,,journaling",
            "ReadWriteOnce",
            "Block",
            "Retain",
            "kube",
            "2");

    private static final List<String> NAMES = List.of(
            "size",
            "SIZE",
            "pvName",
            "claim",
            "uid",
            "name",
            "namespace",
            "accessModes",
            "volumeMode",
            "reclaimPolicy",
            "mountOptions",
            "storageClassName",
            "parameters",
            "selector",
            "dataSource",
            "dryRun",
            "image",
            "existingImage",
            "trashId",
            "snapshot",
            "source",
            "snapshots",
            "volumeSnapshot",
            "requestId",
            "handle",
            "as",
            "permanently",
            "force",
            "persistentVolume",
            "kind",
            "metadata",
            "spec",
            "rbd",
            "capacity",
            "limit",
            "continue",
            "next",
            "monitors",
            "pool",
            "adminId",
            "adminSecretName",
            "adminSecretNamespace",
            "userId",
            "userSecretName",
            "userSecretNamespace",
            "keyring",
            "imageFormat",
            "imageFeatures",
            "fsType",
            "dataPool",
            "objectSize",
            "stripeUnit",
            "stripeCount",
            "clusterID",
            "nodeStageSecretName",
            "key",
            "__proto__",
            "class",
            "@type",
            "$ref",
            "",
            KEY);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Random random;

    HostileJson(long seed) {
        random = new Random(seed);
    }

    /** A valid payload with a few changes, mostly of values, sometimes of bytes. */
    byte[] next(Endpoint endpoint) {
        try {
            ObjectNode payload = (ObjectNode) MAPPER.readTree(FunctionRequests.payload(endpoint));
            for (int i = random.nextInt(4); i >= 0; i--) {
                change(payload);
            }
            byte[] bytes = MAPPER.writeValueAsBytes(payload);
            return random.nextInt(4) == 0 ? spoil(bytes) : bytes;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void change(ObjectNode object) {
        if (random.nextInt(3) == 0 && object.get("parameters") instanceof ObjectNode parameters) {
            change(parameters);
            return;
        }
        if (random.nextInt(3) == 0 && object.get("persistentVolume") instanceof ObjectNode volume) {
            change(random.nextBoolean() && volume.get("spec") instanceof ObjectNode spec ? spec : volume);
            return;
        }
        String name = pick(NAMES);
        if (random.nextInt(5) == 0) {
            object.remove(name);
            return;
        }
        object.set(name, value(3));
    }

    private JsonNode value(int depth) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (random.nextInt(depth > 0 ? 12 : 8)) {
            case 0 -> make.nullNode();
            case 1 -> make.booleanNode(random.nextBoolean());
            case 2 -> make.numberNode(random.nextLong());
            case 3 -> make.numberNode(random.nextInt(3000) - 1000);
            case 4 -> make.numberNode(random.nextGaussian() * 1e10);
            case 8, 9 -> list(depth);
            case 10, 11 -> object(depth);
            default -> make.textNode(pick(TEXTS));
        };
    }

    private ArrayNode list(int depth) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (int i = random.nextInt(random.nextInt(20) == 0 ? 100 : 4); i > 0; i--) {
            list.add(value(depth - 1));
        }
        return list;
    }

    private ObjectNode object(int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            object.set(pick(NAMES), value(depth - 1));
        }
        return object;
    }

    private byte[] spoil(byte[] bytes) {
        byte[] spoilt = bytes.clone();
        switch (random.nextInt(5)) {
            case 0 -> spoilt = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> spoilt[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            case 2 ->
                spoilt = (new String(bytes, StandardCharsets.UTF_8) + pick(TEXTS)).getBytes(StandardCharsets.UTF_8);
            case 3 -> spoilt = new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
            default -> Arrays.fill(spoilt, random.nextInt(bytes.length), bytes.length, (byte) '[');
        }
        return spoilt;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
