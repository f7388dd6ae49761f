package io.rbdfunctions.admission;

import io.rbdfunctions.admission.Verdict.Kind;
import io.rbdfunctions.admission.Verdict.Objection;
import io.rbdfunctions.volume.validation.Violation;
import io.rbdfunctions.volume.validation.Violations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what is found about one change. */
final class ReviewFindings {
    private final Violations violations = new Violations();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, String> notes = new LinkedHashMap<>();
    private @Nullable Objection objection;

    /** What is wrong with the object; any of it is an objection. */
    Violations violations() {
        return violations;
    }

    /** Of several objections the first is told. */
    void object(Kind kind, String message) {
        if (objection == null) {
            objection = new Objection(kind, message);
        }
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    void note(String name, String value) {
        notes.put(name, value);
    }

    /** Whether nothing speaks against the change so far. */
    boolean isClean() {
        return objection == null && violations.isEmpty();
    }

    Verdict verdict() {
        List<Violation> found = violations.all();
        if (found.isEmpty()) {
            return new Verdict(objection, warnings, notes);
        }
        note("fields", joined(found.stream().map(Violation::field).distinct().toList(), ","));
        return new Verdict(
                new Objection(
                        Kind.INVALID,
                        joined(found.stream().map(Violation::toString).toList(), "; ")),
                warnings,
                notes);
    }

    private static String joined(List<String> texts, String between) {
        return String.join(between, texts);
    }
}
