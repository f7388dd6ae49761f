package io.rbdfunctions.rbd.command;

import java.time.Instant;

/**
 * An image in the trash.
 *
 * @param id what restores or removes it
 * @param name the name it had
 * @param deletedAt when it was moved there; whole seconds, as Ceph keeps them
 * @param expiresAt until when Ceph protects it from being removed
 */
public record TrashedImage(String id, String name, Instant deletedAt, Instant expiresAt) {

    /** Whether whoever moved it said for how long it is to be kept. A bare {@code rbd trash mv} says nothing of that. */
    public boolean hasStatedExpiry() {
        return expiresAt.isAfter(deletedAt);
    }

    /** Whether Ceph lets it be removed. True at once of one without a stated expiry. */
    public boolean isExpired(Instant now) {
        return !expiresAt.isAfter(now);
    }
}
