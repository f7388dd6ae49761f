package io.rbdfunctions.support.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.rbdfunctions.support.manifest.Kustomization;
import io.rbdfunctions.support.manifest.Manifest;
import io.rbdfunctions.support.manifest.ManifestTree;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Evaluates a ValidatingAdmissionPolicy. */
public final class AdmissionPolicy {
    private final Manifest policy;

    private AdmissionPolicy(Manifest policy) {
        this.policy = policy;
    }

    public static AdmissionPolicy of(String name) {
        return Kustomization.render(ManifestTree.POLICIES).stream()
                .filter(manifest -> manifest.kind().equals("ValidatingAdmissionPolicy"))
                .filter(manifest -> manifest.name().equals(name))
                .findFirst()
                .map(AdmissionPolicy::new)
                .orElseThrow();
    }

    public List<String> messages() {
        return policy.list("/spec/validations").stream()
                .map(AdmissionPolicy::message)
                .toList();
    }

    /** The messages of the failed validations; empty if the policy does not match. */
    public List<String> objections(Map<String, Object> request) {
        boolean isMatch = policy.list("/spec/matchConditions").stream()
                .allMatch(condition -> CelEvaluator.isTrue(expression(condition), request));
        if (!isMatch) {
            return List.of();
        }
        Map<String, Object> all = withVariables(request);
        return policy.list("/spec/validations").stream()
                .filter(validation -> !CelEvaluator.isTrue(expression(validation), all))
                .map(AdmissionPolicy::message)
                .toList();
    }

    /** Each variable may use the variables before it. */
    private Map<String, Object> withVariables(Map<String, Object> request) {
        Map<String, Object> variables = new LinkedHashMap<>();
        Map<String, Object> all = new HashMap<>(request);
        all.put("variables", variables);
        policy.list("/spec/variables")
                .forEach(variable -> variables.put(
                        variable.path("name").asText(), CelEvaluator.evaluate(expression(variable), all)));
        return all;
    }

    private static String expression(JsonNode holder) {
        return holder.required("expression").asText();
    }

    private static String message(JsonNode validation) {
        return validation.required("message").asText();
    }
}
