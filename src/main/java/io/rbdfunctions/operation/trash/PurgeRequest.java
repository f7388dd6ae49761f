package io.rbdfunctions.operation.trash;

import io.rbdfunctions.operation.storageclass.ClassSource;

/**
 * An image in the trash that is to be deleted for good.
 *
 * @param force whether it is deleted though it is to be kept for longer
 */
public record PurgeRequest(TrashId id, ClassSource where, boolean force, boolean dryRun) {}
