package io.rbdfunctions.rbd;

import io.rbdfunctions.process.Programs;
import io.rbdfunctions.rbd.RbdConfig.Engine;
import io.rbdfunctions.rbd.librbd.Librbd;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;

/** Which engine carries commands out, and whether it can. Cheap enough to be asked every second: nothing is started. */
@Singleton
public final class EngineState {
    private final Engine wanted;
    private final String program;
    private final Supplier<Optional<String>> trouble;

    @Inject
    EngineState(RbdConfig config) {
        this(config.engine(), config.program(), Librbd::trouble);
    }

    /**
     * @param trouble what keeps librbd from being loaded, empty when it is loaded. The first time may take a while.
     */
    EngineState(Engine wanted, String program, Supplier<Optional<String>> trouble) {
        this.wanted = wanted;
        this.program = program;
        this.trouble = trouble;
    }

    boolean isLibrary() {
        return switch (wanted) {
            case AUTO -> trouble.get().isEmpty();
            case LIBRBD -> true;
            case CLI -> false;
        };
    }

    /** Does beforehand what the engine's first command would wait for. */
    public void prepare() {
        if (isLibrary() && isReady()) {
            Librbd.link();
        }
    }

    public boolean isReady() {
        return isLibrary() ? trouble.get().isEmpty() : Programs.isInstalled(program);
    }

    /** The engine, or what it lacks. */
    public String description() {
        return switch (wanted) {
            case AUTO -> trouble.get().map(this::insteadOfLibrary).orElseGet(EngineState::library);
            case LIBRBD -> trouble.get().map("%s: install librbd1"::formatted).orElseGet(EngineState::library);
            case CLI -> command();
        };
    }

    private static String library() {
        return "librbd " + Librbd.version();
    }

    private String insteadOfLibrary(String reason) {
        return "%s (%s: install librbd1 to be faster)".formatted(command(), reason);
    }

    private String command() {
        return Programs.isInstalled(program)
                ? "the command %s".formatted(program)
                : "the command %s is not installed: install ceph-common".formatted(program);
    }
}
