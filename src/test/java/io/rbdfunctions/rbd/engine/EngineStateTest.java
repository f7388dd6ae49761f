package io.rbdfunctions.rbd.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.rbd.engine.RbdConfig.Engine;
import io.rbdfunctions.rbd.librbd.Librbd;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineStateTest {
    private static final Optional<String> MISSING = Optional.of("librbd.so.1 cannot be loaded");
    private static final Optional<String> LOADED = Librbd.loadError();

    @Test
    void autoSelectsLibrbdIfInstalled() {
        EngineState state = state(Engine.AUTO, "no-rbd-here", LOADED);

        assertThat(state.isLibrary()).isTrue();
        assertThat(state.isReady()).isTrue();
        assertThat(state.description()).matches("librbd 1\\.[0-9]+\\.[0-9]+");
    }

    @Test
    void autoSelectsTheCommandWithoutLibrbd() {
        EngineState state = state(Engine.AUTO, "rbd", MISSING);

        assertThat(state.isLibrary()).isFalse();
        assertThat(state.isReady()).isTrue();
        assertThat(state.description())
                .isEqualTo("the command rbd (librbd.so.1 cannot be loaded: install librbd1 to be faster)");
    }

    @Test
    void isNotReadyWithoutAnyEngine() {
        EngineState state = state(Engine.AUTO, "no-rbd-here", MISSING);

        assertThat(state.isReady()).isFalse();
        assertThat(state.description())
                .startsWith("the command no-rbd-here is not installed: install ceph-common (librbd.so.1 cannot");
    }

    @Test
    void doesNotReplaceAConfiguredLibrbd() {
        EngineState state = state(Engine.LIBRBD, "rbd", MISSING);

        assertThat(state.isLibrary()).isTrue();
        assertThat(state.isReady()).isFalse();
        assertThat(state.description()).isEqualTo("librbd.so.1 cannot be loaded: install librbd1");
    }

    @Test
    void doesNotLoadLibrbdForAConfiguredCommand() {
        EngineState state = new EngineState(Engine.CLI, "rbd", () -> {
            throw new AssertionError("loaded");
        });

        assertThat(state.isLibrary()).isFalse();
        assertThat(state.isReady()).isTrue();
        assertThat(state.description()).isEqualTo("the command rbd");
    }

    private static EngineState state(Engine configured, String program, Optional<String> loadError) {
        return new EngineState(configured, program, () -> loadError);
    }
}
