package io.rbdfunctions.rbd.object;

import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import io.rbdfunctions.volume.ceph.RadosNamespace;
import io.rbdfunctions.volume.validation.Text;
import java.util.regex.Pattern;

/**
 * A RADOS object. {@code toString} returns {@code pool/name} or {@code pool/namespace/name}.
 *
 * @param name 1 to 512 of {@code A-Z a-z 0-9 _ . -}
 */
public record ObjectRef(PoolName pool, RadosNamespace namespace, String name) {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_.-]{1,512}");

    public ObjectRef {
        Text.require("object name", name, SAFE, "use letters, digits, '_', '.' and '-'");
    }

    @Override
    public String toString() {
        return new PoolSpec(pool, namespace) + "/" + name;
    }
}
