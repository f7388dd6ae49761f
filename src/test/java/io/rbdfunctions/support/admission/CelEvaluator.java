package io.rbdfunctions.support.admission;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.rbdfunctions.support.manifest.Yaml;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Evaluates CEL expressions as the API server does: with the standard library and the strings extension, on dynamically
 * typed objects.
 */
public final class CelEvaluator {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();
    private static final dev.cel.bundle.Cel CEL = cel();
    private static final Map<String, CelRuntime.Program> PROGRAMS = new ConcurrentHashMap<>();

    private CelEvaluator() {}

    private static dev.cel.bundle.Cel cel() {
        var builder = CelFactory.plannerCelBuilder()
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addCompilerLibraries(CelExtensions.strings())
                .addRuntimeLibraries(CelExtensions.strings());
        for (String variable : List.of("object", "oldObject", "request", "params", "variables")) {
            builder.addVar(variable, SimpleType.DYN);
        }
        return builder.build();
    }

    static Object evaluate(String expression, Map<String, ?> variables) {
        try {
            return PROGRAMS.computeIfAbsent(expression, CelEvaluator::compile).eval(variables);
        } catch (CelEvaluationException failure) {
            throw new IllegalArgumentException(expression + ": " + failure.getMessage(), failure);
        }
    }

    private static CelRuntime.Program compile(String expression) {
        try {
            return CEL.createProgram(CEL.compile(expression).getAst());
        } catch (CelValidationException | CelEvaluationException failure) {
            throw new IllegalArgumentException(expression + ": " + failure.getMessage(), failure);
        }
    }

    public static boolean isTrue(String expression, Map<String, ?> variables) {
        return (Boolean) evaluate(expression, variables);
    }

    /** Converts an object for use as a variable. */
    static Map<String, Object> value(JsonNode object) {
        return MAPPER.convertValue(object, new TypeReference<>() {});
    }

    public static Map<String, Object> value(String yaml) {
        return value(Yaml.document(yaml));
    }
}
