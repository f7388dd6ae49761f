package io.rbdfunctions.rbd.command;

/** A lock on an image and the client that holds it. */
public record LockHolder(String id, String locker, String address) {}
