package io.rbdfunctions.support.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds missing and unknown fields with the classes that the Kubernetes Java client generates from the OpenAPI
 * document. Of Knative Services it checks the containers and volumes only, whose types are from Kubernetes.
 */
final class OpenApiCheck implements ManifestCheck {
    private static final String MODELS = "io.kubernetes.client.openapi.models.";

    @Override
    public List<String> problems(Manifest manifest) {
        List<String> problems = new ArrayList<>();
        if (manifest.isKnownToSchemasOnly()) {
            return problems;
        }
        if (!manifest.apiVersion().contains("knative.dev")) {
            check(manifest.version().toUpperCase(Locale.ROOT) + manifest.kind(), manifest.document(), problems);
        } else if (manifest.is("serving.knative.dev/v1/Service")) {
            manifest.list("/spec/template/spec/containers").forEach(each -> check("V1Container", each, problems));
            manifest.list("/spec/template/spec/volumes").forEach(each -> check("V1Volume", each, problems));
        }
        return problems;
    }

    private static void check(String model, JsonNode object, List<String> problems) {
        try {
            Class.forName(MODELS + model)
                    .getMethod("validateJsonElement", JsonElement.class)
                    .invoke(null, JsonParser.parseString(object.toString()));
        } catch (ClassNotFoundException _) {
            problems.add("Kubernetes' OpenAPI has no " + model);
        } catch (InvocationTargetException refused) {
            problems.add(String.valueOf(refused.getTargetException().getMessage()));
        } catch (NoSuchMethodException | IllegalAccessException changed) {
            throw new IllegalStateException(changed);
        }
    }
}
