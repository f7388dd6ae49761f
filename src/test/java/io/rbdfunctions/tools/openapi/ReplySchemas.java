package io.rbdfunctions.tools.openapi;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonInclude.Value;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON Schemas of records, as Jackson writes them, with their Javadoc. */
final class ReplySchemas {
    static final String COMPONENTS = "#/components/schemas/";

    private final ObjectMapper mapper = new ObjectMapper();
    private final JavadocSource javadoc;
    private final FieldDescriptions descriptions;
    private final ObjectNode schemas;

    /** @param schemas where the schemas of records are added */
    ReplySchemas(JavadocSource javadoc, FieldDescriptions descriptions, ObjectNode schemas) {
        this.javadoc = javadoc;
        this.descriptions = descriptions;
        this.schemas = schemas;
    }

    /** A reference to the schema of a record. */
    ObjectNode reference(Class<?> record) {
        String name = name(record);
        if (!schemas.has(name)) {
            ObjectNode schema = schemas.putObject(name);
            fill(schema, record);
        }
        return object().put("$ref", COMPONENTS + name);
    }

    private static String name(Class<?> record) {
        Class<?> enclosing = record.getEnclosingClass();
        return enclosing == null ? record.getSimpleName() : enclosing.getSimpleName() + record.getSimpleName();
    }

    private void fill(ObjectNode schema, Class<?> record) {
        schema.put("type", "object");
        javadoc.of(record).ifPresent(text -> schema.put("description", text));
        BeanDescription bean = mapper.getSerializationConfig().introspect(mapper.constructType(record));
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        for (BeanPropertyDefinition property : bean.findProperties()) {
            properties.set(property.getName(), property(record, property));
            if (isRequired(bean, record, property)) {
                required.add(property.getName());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
    }

    private ObjectNode property(Class<?> record, BeanPropertyDefinition property) {
        ObjectNode schema = schema(property.getPrimaryType());
        return schema.put(
                "description",
                javadoc.of(record, property.getInternalName())
                        .orElseGet(() -> descriptions.reply(record, property.getName())));
    }

    private ObjectNode schema(JavaType type) {
        Class<?> raw = type.getRawClass();
        if (raw == String.class) {
            return object().put("type", "string");
        }
        if (raw == boolean.class) {
            return object().put("type", "boolean");
        }
        if (raw == int.class || raw == Integer.class) {
            return object().put("type", "integer").put("format", "int32");
        }
        if (raw == long.class || raw == Long.class) {
            return object().put("type", "integer").put("format", "int64");
        }
        if (raw == Instant.class) {
            return object().put("type", "string").put("format", "date-time");
        }
        return type.isContainerType() ? container(type) : reference(type);
    }

    private ObjectNode container(JavaType type) {
        boolean isMap = type.isMapLikeType();
        ObjectNode schema = object().put("type", isMap ? "object" : "array");
        schema.set(isMap ? "additionalProperties" : "items", schema(type.getContentType()));
        return schema;
    }

    private ObjectNode reference(JavaType type) {
        Class<?> raw = type.getRawClass();
        if (raw.isRecord()) {
            return reference(raw);
        }
        if (!HasMetadata.class.isAssignableFrom(raw)) {
            throw new IllegalStateException("no schema for " + type);
        }
        ObjectNode manifest = schemas.putObject(raw.getSimpleName());
        manifest.put("type", "object").put("description", "A %s of Kubernetes.".formatted(raw.getSimpleName()));
        manifest.putArray("required")
                .add("apiVersion")
                .add("kind")
                .add("metadata")
                .add("spec");
        return object().put("$ref", COMPONENTS + raw.getSimpleName());
    }

    /** Whether Jackson always writes the property. */
    private static boolean isRequired(BeanDescription bean, Class<?> record, BeanPropertyDefinition property) {
        Value whole = bean.findPropertyInclusion(Value.empty());
        Include include = whole.withOverrides(property.findInclusion()).getValueInclusion();
        Class<?> type = property.getRawPrimaryType();
        return switch (include) {
            case NON_NULL -> !isNullable(record, property);
            case NON_EMPTY ->
                type.isPrimitive()
                        || !(isNullable(record, property)
                                || type == String.class
                                || Collection.class.isAssignableFrom(type)
                                || Map.class.isAssignableFrom(type));
            case NON_DEFAULT -> false;
            default -> !isNullable(record, property);
        };
    }

    private static boolean isNullable(Class<?> record, BeanPropertyDefinition property) {
        return Arrays.stream(record.getRecordComponents())
                .filter(component -> component.getName().equals(property.getInternalName()))
                .map(RecordComponent::getAnnotatedType)
                .anyMatch(type -> type.isAnnotationPresent(Nullable.class));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
