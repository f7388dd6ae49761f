package io.rbdfunctions.process;

import io.smallrye.common.process.ProcessUtil;
import java.nio.file.Path;

/** The programs of this machine. */
public final class Programs {
    private Programs() {}

    /** Whether the program, a name on the PATH or a path, is there and may be executed. */
    public static boolean isInstalled(String program) {
        return ProcessUtil.pathOfCommand(Path.of(program)).isPresent();
    }
}
