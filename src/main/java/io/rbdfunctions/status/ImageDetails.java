package io.rbdfunctions.status;

import static java.util.stream.Collectors.groupingBy;

import io.rbdfunctions.operation.image.PoolFacts;
import io.rbdfunctions.operation.image.PoolFacts.ImageFacts;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.sweep.PoolDiscovery.PoolAccess;
import io.rbdfunctions.sweep.PoolKey;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;

/** Adds size and claim to the images that a report lists. Opens each image, so only the first ones get them. */
@Singleton
record ImageDetails(PoolFacts facts) {
    /** How many orphans, and how many images in the trash, are opened. */
    static final int LIMIT = 50;

    private static final ImageFacts UNKNOWN = new ImageFacts(null, null);

    private record InTrash(PoolKey pool, PoolAccess access, TrashedImage image) {
        RestorableImage with(ImageFacts facts) {
            return new RestorableImage(
                    pool.spec(),
                    access.cluster(),
                    image.name(),
                    image.id(),
                    image.deletedAt(),
                    image.hasStatedExpiry() ? image.expiresAt() : null,
                    access.storageClass(),
                    facts.bytes(),
                    facts.claim());
        }
    }

    /** All images in the trash, sorted by expiry. */
    List<RestorableImage> ofTrash(SortedMap<PoolKey, PoolAccess> pools, Map<PoolKey, List<TrashedImage>> trash) {
        List<InTrash> sorted = pools.entrySet().stream()
                .flatMap(pool -> trash.getOrDefault(pool.getKey(), List.of()).stream()
                        .map(image -> new InTrash(pool.getKey(), pool.getValue(), image)))
                .sorted(Comparator.comparing(
                                (InTrash trashed) -> trashed.image().hasStatedExpiry()
                                        ? trashed.image().expiresAt()
                                        : null,
                                Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(trashed -> trashed.image().id()))
                .toList();
        Map<PoolKey, Map<String, ImageFacts>> known = new HashMap<>();
        sorted.stream()
                .limit(LIMIT)
                .collect(groupingBy(InTrash::pool))
                .forEach((pool, images) -> known.put(pool, orNone(() -> ofIds(images))));
        return sorted.stream()
                .map(trashed -> trashed.with(known.getOrDefault(trashed.pool(), Map.of())
                        .getOrDefault(trashed.image().id(), UNKNOWN)))
                .toList();
    }

    /** @param images of the same pool, at least one */
    private Map<String, ImageFacts> ofIds(List<InTrash> images) {
        return facts.ofIds(
                images.getFirst().access().source(),
                images.stream().map(trashed -> trashed.image().id()).toList());
    }

    /** The first of the images, which are named {@code pool/image} and end with the mark of their pool. */
    List<OrphanImage> ofOrphans(SortedMap<PoolKey, PoolAccess> pools, List<String> images) {
        List<String> first = images.stream().limit(LIMIT).toList();
        List<OrphanImage> orphans = new ArrayList<>();
        pools.forEach((pool, access) -> {
            String prefix = pool.spec() + "/";
            String mark = access.mark();
            List<String> names = first.stream()
                    .filter(image -> image.startsWith(prefix) && image.endsWith(mark))
                    .map(image -> image.substring(prefix.length(), image.length() - mark.length()))
                    .filter(name -> name.indexOf('/') < 0)
                    .toList();
            if (!names.isEmpty()) {
                Map<String, ImageFacts> known = orNone(() -> facts.ofImages(access.source(), names));
                names.forEach(name -> {
                    ImageFacts image = known.getOrDefault(name, UNKNOWN);
                    orphans.add(new OrphanImage(
                            prefix + name, access.cluster(), access.storageClass(), image.bytes(), image.claim()));
                });
            }
        });
        return orphans;
    }

    /** Details are left out if they cannot be read. */
    private static Map<String, ImageFacts> orNone(Supplier<Map<String, ImageFacts>> read) {
        try {
            return read.get();
        } catch (RefusedException | TryAgainException _) {
            return Map.of();
        }
    }
}
