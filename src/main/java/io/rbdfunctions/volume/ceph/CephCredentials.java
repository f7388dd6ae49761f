package io.rbdfunctions.volume.ceph;

import org.jspecify.annotations.Nullable;

/**
 * The credentials in a Secret.
 *
 * @param user null if the Secret does not name the user; a Secret of ceph-csi does
 */
public record CephCredentials(@Nullable CephUser user, CephKey key) {}
