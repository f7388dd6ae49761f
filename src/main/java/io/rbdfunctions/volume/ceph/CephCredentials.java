package io.rbdfunctions.volume.ceph;

import org.jspecify.annotations.Nullable;

/**
 * A Ceph key as a Secret holds it.
 *
 * @param user whose key it is, where the Secret says so (ceph-csi's form does); null otherwise
 */
public record CephCredentials(@Nullable CephUser user, CephKey key) {}
