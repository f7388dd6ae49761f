package io.rbdfunctions.process;

/**
 * How a program ended by itself.
 *
 * @param exitCode 0 to 255
 * @param output what it wrote on its standard output, as UTF-8
 * @param errors what it wrote on its standard error, as UTF-8; the first 32 KiB
 */
public record Result(int exitCode, String output, String errors) {}
