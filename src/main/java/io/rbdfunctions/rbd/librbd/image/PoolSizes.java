package io.rbdfunctions.rbd.librbd.image;

import io.rbdfunctions.rbd.command.ListedImage;
import io.rbdfunctions.rbd.librbd.ffm.CallFailedException;
import io.rbdfunctions.rbd.librbd.ffm.Errno;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Lists a pool's images with their sizes. Each has to be opened for that, which is done for several at once. */
public final class PoolSizes {
    private static final int AT_ONCE = 8;

    private PoolSizes() {}

    /** What cannot be opened, because it is half made or half removed, is left out. */
    public static List<ListedImage> of(Pool pool) {
        List<String> names = PoolImages.names(pool);
        ExecutorService threads = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofPlatform().daemon().factory());
        try (threads) {
            List<CompletableFuture<Optional<ListedImage>>> sizes = names.stream()
                    .map(name -> CompletableFuture.supplyAsync(() -> image(pool, name), threads))
                    .toList();
            return sizes.stream()
                    .map(CompletableFuture::join)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof CallFailedException cause ? cause : failure;
        }
    }

    private static Optional<ListedImage> image(Pool pool, String name) {
        try (Image image = Image.openReadOnly(pool, name)) {
            return Optional.of(new ListedImage(name, image.size()));
        } catch (CallFailedException failure) {
            if (failure.errno() == Errno.MISSING) {
                return Optional.empty();
            }
            throw failure;
        }
    }
}
