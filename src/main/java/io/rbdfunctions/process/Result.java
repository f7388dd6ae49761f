package io.rbdfunctions.process;

/**
 * The result of a program.
 *
 * @param exitCode 0 to 255
 * @param output the standard output, as UTF-8
 * @param errors the first 32 KiB of the standard error, as UTF-8
 */
public record Result(int exitCode, String output, String errors) {}
