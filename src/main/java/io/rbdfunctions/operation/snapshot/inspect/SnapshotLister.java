package io.rbdfunctions.operation.snapshot.inspect;

import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.journal.DirectoryEntry;
import io.rbdfunctions.journal.JournaledVolume;
import io.rbdfunctions.journal.snapshot.SnapshotJournal;
import io.rbdfunctions.operation.inspect.ImageReport.Link;
import io.rbdfunctions.operation.inspect.Inspector;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.operation.snapshot.call.CsiPool;
import io.rbdfunctions.operation.snapshot.call.JournaledImage;
import io.rbdfunctions.operation.snapshot.call.SnapshotLocator;
import io.rbdfunctions.operation.snapshot.inspect.SnapshotPage.Entry;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/** Lists the snapshots in the journal of a pool. Those that a shared journal has of other pools are left out. */
@Singleton
public record SnapshotLister(
        SnapshotLocator locator, SnapshotJournal journal, SnapshotFactsReader facts, ImageStore store)
        implements VolumeOperation<ListSnapshotsRequest, SnapshotPage> {
    private static final int CONCURRENCY = 8;

    @Override
    public SnapshotPage run(ListSnapshotsRequest request) {
        CsiPool pool = locator.open(request.classSource());
        DirectoryEntry.Page page = journal.list(
                pool.session().rbd(), pool.journal(), Objects.requireNonNullElse(request.after(), ""), request.limit());
        String next = page.hasMore() ? page.entries().getLast().requestName() : null;
        return new SnapshotPage(pool.session().pool(), read(pool, page.entries()), next);
    }

    private List<Entry> read(CsiPool pool, List<DirectoryEntry> names) {
        var found = new AtomicReferenceArray<Optional<Entry>>(names.size());
        Parallel.runAll(IntStream.range(0, Math.min(CONCURRENCY, names.size()))
                .<Runnable>mapToObj(first -> () -> {
                    for (int i = first; i < names.size(); i += CONCURRENCY) {
                        found.set(i, read(pool, names.get(i)));
                    }
                })
                .toList());
        return IntStream.range(0, names.size())
                .mapToObj(found::get)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Entry> read(CsiPool pool, DirectoryEntry name) {
        return find(pool, name)
                .filter(snapshot ->
                        snapshot.location().imagePool().equals(pool.journal().imagePool()))
                .map(snapshot -> entry(new JournaledImage(pool, snapshot)));
    }

    /** A name that only other software can have made is not readable. */
    private Optional<JournaledVolume> find(CsiPool pool, DirectoryEntry name) {
        try {
            return journal.find(pool.session().rbd(), pool.journal(), new ObjectName(name.requestName()));
        } catch (InvalidValueException _) {
            return Optional.empty();
        }
    }

    private Entry entry(JournaledImage snapshot) {
        Optional<ImageInfo> info = store.find(snapshot.pool().session().rbd(), snapshot.image());
        return new Entry(
                snapshot.image().name().value(),
                info.map(ImageInfo::size).orElse(null),
                info.flatMap(ImageInfo::creationTime).orElse(null),
                info.isEmpty() ? List.of() : children(snapshot),
                facts.read(snapshot));
    }

    private static List<Link> children(JournaledImage snapshot) {
        return RbdException.emptyIfNotFound(
                        () -> Inspector.children(snapshot.pool().session(), snapshot.image()))
                .orElseGet(List::of);
    }
}
