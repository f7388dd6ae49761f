package io.rbdfunctions.operation.inspect;

import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.rbd.command.ListCommand;
import io.rbdfunctions.rbd.command.ListCommand.ListedImage;
import io.rbdfunctions.volume.ceph.PoolSpec;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists the images of a pool, sorted by name. */
@Singleton
public record Lister(PoolSessions sessions) implements VolumeOperation<ListRequest, ImagePage> {
    @Override
    public ImagePage run(ListRequest request) {
        PoolSession session = sessions.find(request.classSource());
        PoolSpec pool = session.pool();
        // The list with sizes lacks images that cannot be opened; the list of names has them.
        CompletableFuture<List<String>> names = Parallel.start(() -> session.run(new ListCommand.Names(pool)));
        Map<String, Long> sizes = session.run(new ListCommand.Sizes(pool)).stream()
                .collect(Collectors.toMap(ListedImage::name, ListedImage::size, (first, _) -> first));
        List<ImagePage.Entry> rest = after(Parallel.await(names).stream().sorted(), request.after())
                .limit(request.limit() + 1L)
                .map(name -> new ImagePage.Entry(name, sizes.get(name)))
                .toList();
        boolean isLast = rest.size() <= request.limit();
        List<ImagePage.Entry> page = isLast ? rest : rest.subList(0, request.limit());
        return new ImagePage(pool, page, isLast ? null : page.getLast().image());
    }

    private static Stream<String> after(Stream<String> names, @Nullable String last) {
        return last == null ? names : names.dropWhile(name -> name.compareTo(last) <= 0);
    }
}
