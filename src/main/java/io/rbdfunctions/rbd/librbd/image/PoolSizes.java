package io.rbdfunctions.rbd.librbd.image;

import io.rbdfunctions.rbd.command.ListCommand.ListedImage;
import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import io.rbdfunctions.rbd.librbd.rados.Pool;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Lists the images of a pool with their sizes. Opens several images at once to read their sizes. */
public final class PoolSizes {
    private static final int CONCURRENCY = 8;

    private PoolSizes() {}

    /** Leaves out images that cannot be opened because their creation or removal was interrupted. */
    public static List<ListedImage> of(Pool pool) {
        List<String> names = PoolImages.names(pool);
        ExecutorService threads = Executors.newFixedThreadPool(
                CONCURRENCY, Thread.ofPlatform().daemon().factory());
        try (threads) {
            List<CompletableFuture<Optional<ListedImage>>> sizes = names.stream()
                    .map(name -> CompletableFuture.supplyAsync(() -> open(pool, name), threads))
                    .toList();
            return sizes.stream()
                    .map(CompletableFuture::join)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof LibrbdException cause ? cause : failure;
        }
    }

    private static Optional<ListedImage> open(Pool pool, String name) {
        try (Image image = Image.openReadOnly(pool, name)) {
            return Optional.of(new ListedImage(name, image.size()));
        } catch (LibrbdException failure) {
            if (failure.errno() == Errno.MISSING) {
                return Optional.empty();
            }
            throw failure;
        }
    }
}
