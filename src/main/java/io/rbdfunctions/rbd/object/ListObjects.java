package io.rbdfunctions.rbd.object;

import io.rbdfunctions.rbd.object.ListObjects.ObjectPage;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import io.rbdfunctions.volume.ceph.RadosNamespace;
import java.util.List;
import java.util.OptionalInt;

/**
 * Lists a part of the objects of a pool, in no order. Takes a round trip for each 1000 objects in the namespace, whatever their
 * names.
 *
 * @param prefix of the names to return
 * @param position where to begin: 0, as the part before it says, or any number for a random place
 * @param limit how many objects to look at; somewhat more, so that each part makes progress
 */
public record ListObjects(PoolName pool, RadosNamespace namespace, String prefix, int position, int limit)
        implements ObjectOperation<ObjectPage> {
    /**
     * A part of the objects.
     *
     * @param names some may be in the next part too
     * @param next the position of the next part; empty at the end
     */
    public record ObjectPage(List<String> names, OptionalInt next) {
        public ObjectPage {
            names = List.copyOf(names);
        }
    }

    @Override
    public String verb() {
        return "list";
    }

    @Override
    public String subject() {
        return new PoolSpec(pool, namespace).toString();
    }
}
