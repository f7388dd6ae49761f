package io.rbdfunctions.operation;

/** An image that is no longer wanted. */
public record DeleteRequest(ImageTarget target, boolean dryRun) {}
