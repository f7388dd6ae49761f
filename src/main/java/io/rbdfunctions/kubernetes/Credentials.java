package io.rbdfunctions.kubernetes;

import io.rbdfunctions.volume.CephKey;
import io.rbdfunctions.volume.CephUser;
import org.jspecify.annotations.Nullable;

/**
 * A Ceph key as a Secret holds it.
 *
 * @param user whose key it is, where the Secret says so (ceph-csi's form does); null otherwise
 */
public record Credentials(@Nullable CephUser user, CephKey key) {}
