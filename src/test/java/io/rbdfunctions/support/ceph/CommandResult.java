package io.rbdfunctions.support.ceph;

/** How a command of the tests ended. */
public record CommandResult(String command, int exitCode, String stdout, String stderr) {

    /** This, when it ended with exit code 0. */
    public CommandResult orFail() {
        if (exitCode != 0) {
            throw new IllegalStateException(command + " ended with " + exitCode + ": " + stderr + stdout);
        }
        return this;
    }
}
