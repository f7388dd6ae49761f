package io.rbdfunctions.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;

/** The expected result of an attempt. Texts may contain the placeholders of {@code ParityLab.fill}. */
@FunctionalInterface
public interface Expected {
    void check(Observed observed);

    default Expected and(Expected other) {
        return observed -> {
            check(observed);
            other.check(observed);
        };
    }

    /** A refusal with this message. */
    static Expected refused(String text) {
        return observed ->
                assertThat(observed.refusal()).isEqualTo(observed.lab().fill(text));
    }

    /** A refusal whose message contains this text. */
    static Expected refusedWith(String text) {
        return observed ->
                assertThat(observed.refusal()).contains(observed.lab().fill(text));
    }

    static <T> Expected answer(Class<T> type, Consumer<T> check) {
        return observed -> assertThat(observed.answer())
                .asInstanceOf(InstanceOfAssertFactories.type(type))
                .satisfies(check);
    }

    /** A PersistentVolume with this value, or this JSON, at the JSON pointer. */
    static Expected manifest(String pointer, String value) {
        return observed -> {
            JsonNode node = observed.manifest().at(pointer);
            assertThat(node.isValueNode() ? node.asText() : node.toString())
                    .as(pointer)
                    .isEqualTo(observed.lab().fill(value));
        };
    }

    static Expected manifestWithout(String pointer) {
        return observed -> assertThat(observed.manifest().at(pointer).isMissingNode())
                .as(pointer)
                .isTrue();
    }

    /** Exactly these commands, in this order. */
    static Expected ran(String... commands) {
        return observed -> assertThat(observed.commands())
                .isEqualTo(Stream.of(commands).map(observed.lab()::fill).toList());
    }

    /** The size of the image in bytes, read by the plain rbd command. */
    static Expected imageOf(long bytes) {
        return observed ->
                assertThat(observed.lab().ceph.sizeOf(observed.lab().image())).isEqualTo(bytes);
    }

    static Expected noImage() {
        return observed ->
                assertThat(observed.lab().ceph.exists(observed.lab().image())).isFalse();
    }
}
