package io.rbdfunctions.operation.image;

import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.object.ObjectOperation.KeyPage;
import io.rbdfunctions.rbd.object.ObjectOperation.ListKeys;
import io.rbdfunctions.rbd.object.ObjectOperation.ReadImageId;
import io.rbdfunctions.rbd.object.ObjectOperation.ReadKeys;
import io.rbdfunctions.rbd.object.ObjectRef;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads the tags of images from their headers, in one round trip for each image, 8 at a time. Opens no image, so it also reads those
 * of images in the trash and makes this process no watcher.
 */
@Singleton
public record PoolTags(RadosObjects objects) {
    private static final String DIRECTORY = "rbd_directory";
    private static final String NAME = "name_";
    private static final String METADATA = "metadata_";
    private static final int PAGE = 1000;
    private static final int CONCURRENCY = 8;

    /** Ceph writes the length of a text before it, in four bytes. */
    private static final int LENGTH = 4;

    private static final Map<String, String> TAG_BY_KEY = Stream.of(
                    ImageTags.VOLUME,
                    ImageTags.CLAIM_UID,
                    ImageTags.CLAIM_NAME,
                    ImageTags.CLAIM_NAMESPACE,
                    ImageTags.ADOPTED)
            .collect(Collectors.toUnmodifiableMap(METADATA::concat, tag -> tag));

    /** The names and the ids of all images of the pool, in one round trip for each thousand. */
    public Map<String, String> ids(PoolSession session) {
        Map<String, String> ids = new HashMap<>();
        String last = NAME;
        boolean hasMore = true;
        while (hasMore) {
            Optional<KeyPage> page = objects.run(session.rbd(), new ListKeys(object(session, DIRECTORY), last, PAGE));
            page.ifPresent(found -> addIds(found.values(), ids));
            hasMore = page.filter(KeyPage::hasMore).isPresent();
            last = page.map(KeyPage::values)
                    .filter(values -> !values.isEmpty())
                    .map(values -> new ArrayList<>(values.keySet()).getLast())
                    .orElse(last);
        }
        return ids;
    }

    /** The ids of the images with these names, in one round trip. */
    public Map<String, String> ids(PoolSession session, Collection<String> names) {
        Map<String, String> ids = new HashMap<>();
        Set<String> keys = names.stream().map(NAME::concat).collect(Collectors.toUnmodifiableSet());
        objects.run(session.rbd(), new ReadKeys(object(session, DIRECTORY), keys))
                .ifPresent(found -> addIds(found, ids));
        return ids;
    }

    private static void addIds(Map<String, String> found, Map<String, String> ids) {
        found.forEach((key, value) -> {
            if (key.startsWith(NAME) && value.length() > LENGTH) {
                ids.put(key.substring(NAME.length()), value.substring(LENGTH));
            }
        });
    }

    public Optional<ImageId> id(PoolSession session, ImageName image) {
        return objects.run(
                session.rbd(),
                new ReadImageId(session.pool().pool(), session.pool().namespace(), image));
    }

    /** The tags of an image by its id; empty if it has no header: it is gone, or was created or removed in part. */
    public Optional<StoredTags> read(PoolSession session, String id) {
        return objects.run(session.rbd(), new ReadKeys(object(session, "rbd_header." + id), TAG_BY_KEY.keySet()))
                .map(found -> found.entrySet().stream()
                        .collect(Collectors.toMap(entry -> TAG_BY_KEY.get(entry.getKey()), Map.Entry::getValue)))
                .map(StoredTags::of);
    }

    /** The tags of images by their ids; those without a header have none. */
    public Map<String, StoredTags> readAll(PoolSession session, Collection<String> ids) {
        List<String> all = List.copyOf(ids);
        Map<String, StoredTags> tags = new ConcurrentHashMap<>();
        Parallel.runAll(IntStream.range(0, Math.min(CONCURRENCY, all.size()))
                .<Runnable>mapToObj(first -> () -> {
                    for (int i = first; i < all.size(); i += CONCURRENCY) {
                        tags.put(all.get(i), read(session, all.get(i)).orElse(StoredTags.NONE));
                    }
                })
                .toList());
        return tags;
    }

    private static ObjectRef object(PoolSession session, String name) {
        return new ObjectRef(session.pool().pool(), session.pool().namespace(), name);
    }
}
