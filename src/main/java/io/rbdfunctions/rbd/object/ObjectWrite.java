package io.rbdfunctions.rbd.object;

import io.rbdfunctions.rbd.object.ObjectWrite.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Changes an object in steps that Ceph carries out all or not at all, in one round trip.
 *
 * @param steps in the order of their effect
 */
public record ObjectWrite(ObjectRef object, List<Step> steps) implements ObjectOperation<Result> {
    /** What has become of the steps. */
    public enum Result {
        APPLIED,
        /** Nothing has changed: the object does not exist. */
        MISSING,
        /** Nothing has changed: the object exists already. */
        EXISTS,
        /** Nothing has changed: a key has another value. */
        DIFFERENT
    }

    /** A part of the change, or a condition for it. */
    public sealed interface Step {
        /** Creates the object, unless it exists and need not be new. */
        record Create(boolean mustBeNew) implements Step {}

        /** Requires the value of a key. A missing key counts as an empty value. */
        record RequireValue(String key, String value) implements Step {}

        record SetKeys(Map<String, String> values) implements Step {
            public SetKeys {
                values = Map.copyOf(values);
            }
        }

        record RemoveKeys(Set<String> keys) implements Step {
            public RemoveKeys {
                keys = Set.copyOf(keys);
            }
        }

        /** Removes the object. */
        record Remove() implements Step {}
    }

    public ObjectWrite {
        steps = List.copyOf(steps);
    }

    /** A change without steps. */
    public static ObjectWrite of(ObjectRef object) {
        return new ObjectWrite(object, List.of());
    }

    /** Creates the object; the answer is {@link Result#EXISTS} if there is one. */
    public ObjectWrite createNew() {
        return and(new Step.Create(true));
    }

    public ObjectWrite createIfMissing() {
        return and(new Step.Create(false));
    }

    /** The answer is {@link Result#DIFFERENT} if the key has another value. */
    public ObjectWrite require(String key, String value) {
        return and(new Step.RequireValue(key, value));
    }

    /** The answer is {@link Result#DIFFERENT} if the object has the key, unless its value is empty. */
    public ObjectWrite requireNo(String key) {
        return require(key, "");
    }

    public ObjectWrite set(Map<String, String> values) {
        return and(new Step.SetKeys(values));
    }

    public ObjectWrite removeKey(String key) {
        return and(new Step.RemoveKeys(Set.of(key)));
    }

    public ObjectWrite remove() {
        return and(new Step.Remove());
    }

    private ObjectWrite and(Step step) {
        List<Step> extended = new ArrayList<>(steps);
        extended.add(step);
        return new ObjectWrite(object, extended);
    }

    @Override
    public String verb() {
        return "write";
    }

    @Override
    public String subject() {
        return object.toString();
    }

    @Override
    public Optional<Result> answerTo(int errno) {
        return switch (errno) {
            case 2 -> Optional.of(Result.MISSING);
            case 17 -> Optional.of(Result.EXISTS);
            case 125 -> Optional.of(Result.DIFFERENT);
            default -> Optional.empty();
        };
    }
}
