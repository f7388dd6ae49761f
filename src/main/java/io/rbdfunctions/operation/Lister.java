package io.rbdfunctions.operation;

import io.rbdfunctions.rbd.RbdImages;
import io.rbdfunctions.rbd.command.ListedImage;
import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.volume.PoolName;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists the images of a pool, in the order of their names. */
@Singleton
final class Lister {
    private final Workplaces workplaces;
    private final RbdImages images;

    Lister(Workplaces workplaces, RbdImages images) {
        this.workplaces = workplaces;
        this.images = images;
    }

    ImagePage list(ListRequest request) {
        Workplace workplace = workplaces.find(request.where());
        RbdCommandBuilder rbd = workplace.rbd();
        PoolName pool = workplace.pool();
        // The names hold what the sizes leave out: images that cannot be opened.
        CompletableFuture<List<String>> names = Parallel.start(() -> images.carryOut(rbd.listNames(pool)));
        Map<String, Long> sizes = images.carryOut(rbd.listSizes(pool)).stream()
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
