package io.rbdfunctions.rbd.command;

/**
 * An image of a pool, with its size in bytes.
 */
public record ListedImage(String name, long size) {}
