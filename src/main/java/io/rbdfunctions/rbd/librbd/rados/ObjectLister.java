package io.rbdfunctions.rbd.librbd.rados;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.rbd.librbd.ffm.NativeFunction;
import io.rbdfunctions.rbd.librbd.ffm.StructArray;
import io.rbdfunctions.rbd.object.ListObjects;
import io.rbdfunctions.rbd.object.ListObjects.ObjectPage;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Lists objects of a pool. librados fetches them in batches; a listing can begin at any batch. */
final class ObjectLister implements AutoCloseable {
    private static final NativeFunction OPEN = NativeFunction.rados("rados_nobjects_list_open");
    private static final NativeFunction CLOSE = NativeFunction.rados("rados_nobjects_list_close");
    private static final NativeFunction SEEK = NativeFunction.rados("rados_nobjects_list_seek");
    private static final NativeFunction NEXT = NativeFunction.rados("rados_nobjects_list_next");
    /** Of the first object after the current batch. */
    private static final NativeFunction POSITION = NativeFunction.rados("rados_nobjects_list_get_pg_hash_position");

    private static final long NO_LOCATOR = 0;
    private static final long NO_NAMESPACE = 0;

    private final long handle;
    private final MemorySegment name;

    private ObjectLister(Pool pool, String context) {
        MemorySegment opened = pool.memory().cell();
        Errno.check(OPEN.call(pool.handle(), opened.address()), context);
        this.handle = opened.get(JAVA_LONG, 0);
        this.name = pool.memory().cell();
    }

    static ObjectPage list(Pool pool, ListObjects list) {
        String context = "error listing the objects of " + list.subject();
        try (ObjectLister lister = new ObjectLister(pool, context)) {
            SEEK.call(lister.handle, list.position());
            return lister.page(list, context);
        }
    }

    private ObjectPage page(ListObjects list, String context) {
        List<String> names = new ArrayList<>();
        int batch = list.position();
        int next = batch;
        for (int count = 0; hasNext(context); count++) {
            if (next != POSITION.call(handle)) {
                batch = next;
                next = POSITION.call(handle);
                if (count >= list.limit() && batch != list.position()) {
                    return new ObjectPage(names, OptionalInt.of(batch));
                }
            }
            String found = StructArray.textAt(name.get(JAVA_LONG, 0));
            if (found.startsWith(list.prefix())) {
                names.add(found);
            }
        }
        return new ObjectPage(names, OptionalInt.empty());
    }

    private boolean hasNext(String context) {
        int result = NEXT.call(handle, name.address(), NO_LOCATOR, NO_NAMESPACE);
        return result != -Errno.MISSING && Errno.check(result, context) == 0;
    }

    @Override
    public void close() {
        CLOSE.call(handle);
    }
}
