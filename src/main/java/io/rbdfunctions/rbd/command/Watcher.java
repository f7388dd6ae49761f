package io.rbdfunctions.rbd.command;

/** A client that has an image open, by its address, such as {@code 10.0.3.17:0/2284218565}. */
public record Watcher(String address) {}
