package io.rbdfunctions.rbd.command;

/**
 * A snapshot of an image.
 *
 * @param size of the image when it was taken, in bytes
 */
public record Snapshot(String name, long size, boolean isProtected) {}
