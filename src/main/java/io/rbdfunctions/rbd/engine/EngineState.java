package io.rbdfunctions.rbd.engine;

import io.rbdfunctions.process.Programs;
import io.rbdfunctions.rbd.engine.RbdConfig.Engine;
import io.rbdfunctions.rbd.librbd.Librbd;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells which engine runs commands and whether it is installed. Starts no process, so it can be polled. */
@Singleton
public final class EngineState {
    private final Engine configured;
    private final String program;
    private final Supplier<Optional<String>> loadError;

    @Inject
    EngineState(RbdConfig config) {
        this(config.engine(), config.program(), Librbd::loadError);
    }

    /** @param loadError why librbd cannot be loaded; empty if it is loaded. The first call loads it. */
    EngineState(Engine configured, String program, Supplier<Optional<String>> loadError) {
        this.configured = configured;
        this.program = program;
        this.loadError = loadError;
    }

    boolean isLibrary() {
        return switch (configured) {
            case AUTO -> loadError.get().isEmpty();
            case LIBRBD -> true;
            case CLI -> false;
        };
    }

    /** Links the functions of librbd, which the first command would otherwise have to wait for. */
    public void warmUp() {
        if (isLibrary() && isReady()) {
            Librbd.warmUp();
        }
    }

    public boolean isReady() {
        return isLibrary() ? loadError.get().isEmpty() : Programs.isInstalled(program);
    }

    /** Names the engine, or what has to be installed. */
    public String description() {
        return switch (configured) {
            case AUTO -> loadError.get().map(this::cliInsteadOfLibrary).orElseGet(EngineState::librbd);
            case LIBRBD -> loadError.get().map("%s: install librbd1"::formatted).orElseGet(EngineState::librbd);
            case CLI -> cli();
        };
    }

    private static String librbd() {
        return "librbd " + Librbd.version();
    }

    private String cliInsteadOfLibrary(String reason) {
        return "%s (%s: install librbd1 to be faster)".formatted(cli(), reason);
    }

    private String cli() {
        return Programs.isInstalled(program)
                ? "the command %s".formatted(program)
                : "the command %s is not installed: install ceph-common".formatted(program);
    }
}
