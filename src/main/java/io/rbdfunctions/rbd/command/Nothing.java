package io.rbdfunctions.rbd.command;

/** The answer of a command that answers nothing. */
public enum Nothing {
    NOTHING
}
