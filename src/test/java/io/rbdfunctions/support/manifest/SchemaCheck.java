package io.rbdfunctions.support.manifest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds missing fields and invalid values with the JSON Schemas in {@code src/test/resources/manifests}. They describe
 * what the webhooks and the validation of Kubernetes and Knative reject and neither OpenAPI nor a CRD specifies.
 */
final class SchemaCheck implements ManifestCheck {
    private static final Path SCHEMAS = Path.of("src/test/resources/manifests");

    private final Map<String, JsonSchema> byType = new TreeMap<>();

    SchemaCheck() {
        ObjectNode definitions = JsonNodeFactory.instance.objectNode();
        for (String file :
                List.of("common.yaml", "kubernetes.yaml", "admission.yaml", "knative.yaml", "observability.yaml")) {
            definitions.setAll(Yaml.documents(SCHEMAS.resolve(file)).getFirst());
        }
        JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(VersionFlag.V202012);
        definitions.fieldNames().forEachRemaining(name -> {
            ObjectNode root = JsonNodeFactory.instance.objectNode();
            root.put("$ref", "#/$defs/" + name.replace("/", "~1"));
            root.set("$defs", definitions);
            byType.put(name, schemas.getSchema(root));
        });
    }

    @Override
    public List<String> problems(Manifest manifest) {
        JsonSchema schema = byType.get(manifest.type());
        if (schema == null) {
            return List.of("no schema in %s is of %s: add one".formatted(SCHEMAS, manifest.type()));
        }
        return schema.validate(manifest.document()).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }
}
