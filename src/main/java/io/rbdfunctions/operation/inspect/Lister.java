package io.rbdfunctions.operation.inspect;

import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.image.PoolTags;
import io.rbdfunctions.operation.image.StoredTags;
import io.rbdfunctions.operation.inspect.ImagePage.Entry;
import io.rbdfunctions.operation.inspect.ImagePage.InTrash;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.rbd.command.ListCommand;
import io.rbdfunctions.rbd.command.ListCommand.ListedImage;
import io.rbdfunctions.rbd.command.TrashCommand;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists the images of a pool or of its trash, sorted by name, with the volumes and claims that their tags name. */
@Singleton
public record Lister(PoolSessions sessions, PoolTags tags) implements VolumeOperation<ListRequest, ImagePage> {
    @Override
    public ImagePage run(ListRequest request) {
        PoolSession session = sessions.find(request.classSource());
        List<Entry> rest = after(request.isTrash() ? trash(session) : images(session), request.after())
                .limit(request.limit() + 1L)
                .toList();
        boolean isLast = rest.size() <= request.limit();
        List<Entry> page = isLast ? rest : rest.subList(0, request.limit());
        String next = isLast ? null : page.getLast().position();
        return new ImagePage(session.pool(), tagged(session, page), next);
    }

    /** The list with sizes lacks images that cannot be opened; the list of names has them. */
    private static Stream<Entry> images(PoolSession session) {
        CompletableFuture<List<String>> names =
                Parallel.start(() -> session.run(new ListCommand.Names(session.pool())));
        Map<String, Long> sizes = session.run(new ListCommand.Sizes(session.pool())).stream()
                .collect(Collectors.toMap(ListedImage::name, ListedImage::size, (first, _) -> first));
        return Parallel.await(names).stream().map(name -> new Entry(name, sizes.get(name)));
    }

    private static Stream<Entry> trash(PoolSession session) {
        return session.run(new TrashCommand.ListAll(session.pool())).stream()
                .map(trashed -> new Entry(trashed.name(), null, StoredTags.NONE, InTrash.of(trashed)));
    }

    private static Stream<Entry> after(Stream<Entry> entries, @Nullable String last) {
        Stream<Entry> sorted = entries.sorted(Comparator.comparing(Entry::position));
        return last == null
                ? sorted
                : sorted.dropWhile(entry -> entry.position().compareTo(last) <= 0);
    }

    private List<Entry> tagged(PoolSession session, List<Entry> page) {
        if (page.isEmpty()) {
            return page;
        }
        Map<String, String> ids = ids(session, page);
        Map<String, StoredTags> stored = tags.readAll(session, ids.values());
        return page.stream()
                .map(entry -> new Entry(
                        entry.image(),
                        entry.size(),
                        stored.getOrDefault(ids.getOrDefault(entry.position(), ""), StoredTags.NONE),
                        entry.trashed()))
                .toList();
    }

    /** By position. */
    private Map<String, String> ids(PoolSession session, List<Entry> page) {
        Map<String, String> ids = new HashMap<>();
        page.stream()
                .filter(entry -> entry.trashed() != null)
                .forEach(entry -> ids.put(entry.position(), entry.trashed().id()));
        return ids.isEmpty() ? tags.ids(session, page.stream().map(Entry::image).toList()) : ids;
    }
}
