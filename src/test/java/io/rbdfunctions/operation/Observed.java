package io.rbdfunctions.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.rbdfunctions.operation.image.ImageTags;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.parity.ParityLab;
import io.rbdfunctions.operation.provision.Provisioned;
import java.util.List;
import java.util.stream.Collectors;

/** The result of an attempt: an {@link Outcome} or an exception. */
public record Observed(ParityLab lab, Object ending) {

    /** The message of the refusal or the exception. */
    public String refusal() {
        return switch (ending) {
            case Outcome.Refused<?> refused -> refused.refusal().detail();
            case RuntimeException failure -> String.valueOf(failure.getMessage());
            default -> throw new AssertionError("not refused: " + ending);
        };
    }

    Object answer() {
        return switch (ending) {
            case Outcome.Done<?> done -> done.answer();
            default -> throw new AssertionError("not done: " + ending);
        };
    }

    /** The PersistentVolume as JSON. */
    JsonNode manifest() {
        return Serialization.unmarshal(
                Serialization.asJson(((Provisioned) answer()).persistentVolume()), JsonNode.class);
    }

    /** The commands that were run, as typed in a shell, without those that tag the image with its volume: the plugin had no tags. */
    List<String> commands() {
        return lab.runner.commands().stream()
                .filter(command -> !command.arguments().containsAll(List.of("image-meta", "set", ImageTags.VOLUME)))
                .map(command -> command.arguments().stream()
                        .map(argument -> argument.isEmpty() ? "''" : argument)
                        .collect(Collectors.joining(" ")))
                .toList();
    }
}
