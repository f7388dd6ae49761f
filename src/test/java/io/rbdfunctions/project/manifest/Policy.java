package io.rbdfunctions.project.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A ValidatingAdmissionPolicy at work. */
final class Policy {
    private final Manifest policy;

    private Policy(Manifest policy) {
        this.policy = policy;
    }

    static Policy of(String name) {
        return Kustomization.render(Tree.POLICIES).stream()
                .filter(manifest -> manifest.kind().equals("ValidatingAdmissionPolicy"))
                .filter(manifest -> manifest.name().equals(name))
                .findFirst()
                .map(Policy::new)
                .orElseThrow();
    }

    List<String> messages() {
        return policy.list("/spec/validations").stream().map(Policy::message).toList();
    }

    /** The messages of all that speaks against the request; none where the policy does not match. */
    List<String> objections(Map<String, Object> request) {
        boolean isMatch = policy.list("/spec/matchConditions").stream()
                .allMatch(condition -> Cel.isTrue(expression(condition), request));
        if (!isMatch) {
            return List.of();
        }
        Map<String, Object> all = withVariables(request);
        return policy.list("/spec/validations").stream()
                .filter(validation -> !Cel.isTrue(expression(validation), all))
                .map(Policy::message)
                .toList();
    }

    /** Each may use those before it. */
    private Map<String, Object> withVariables(Map<String, Object> request) {
        Map<String, Object> variables = new LinkedHashMap<>();
        Map<String, Object> all = new HashMap<>(request);
        all.put("variables", variables);
        policy.list("/spec/variables")
                .forEach(variable ->
                        variables.put(variable.path("name").asText(), Cel.evaluate(expression(variable), all)));
        return all;
    }

    private static String expression(JsonNode holder) {
        return holder.required("expression").asText();
    }

    private static String message(JsonNode validation) {
        return validation.required("message").asText();
    }
}
