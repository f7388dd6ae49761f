package io.rbdfunctions.support.ceph;

/** The result of a command. */
public record CommandResult(String command, int exitCode, String stdout, String stderr) {

    /** Returns this result if the exit code is 0; fails otherwise. */
    public CommandResult orFail() {
        if (exitCode != 0) {
            throw new IllegalStateException(command + " ended with " + exitCode + ": " + stderr + stdout);
        }
        return this;
    }
}
