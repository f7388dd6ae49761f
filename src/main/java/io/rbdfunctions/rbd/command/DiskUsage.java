package io.rbdfunctions.rbd.command;

/** How much an image holds, in bytes: what it may hold, and what of it was written. */
public record DiskUsage(long provisioned, long used) {}
