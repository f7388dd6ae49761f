package io.rbdfunctions.support.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds unknown fields and wrong types by strictly deserializing the object into the model class of its kind. */
final class ModelCheck implements ManifestCheck {
    private final KubernetesSerialization models = new KubernetesSerialization();
    private final ObjectMapper strict = JsonMapper.builder()
            .annotationIntrospector(new NoAnySetters())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    @Override
    public List<String> problems(Manifest manifest) {
        if (manifest.isKnownToSchemasOnly()) {
            return List.of();
        }
        Class<? extends KubernetesResource> model =
                models.getRegisteredKubernetesResource(manifest.apiVersion(), manifest.kind());
        if (model == null) {
            return List.of("no model for " + manifest.type());
        }
        try {
            strict.treeToValue(manifest.document(), model);
            return List.of();
        } catch (JsonMappingException mismatch) {
            return List.of("%s (%s)".formatted(mismatch.getOriginalMessage(), mismatch.getPathReference()));
        } catch (JsonProcessingException mismatch) {
            return List.of(mismatch.getOriginalMessage());
        }
    }

    /** Disables the maps in which the models collect unknown properties. */
    private static final class NoAnySetters extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public @Nullable Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }
}
