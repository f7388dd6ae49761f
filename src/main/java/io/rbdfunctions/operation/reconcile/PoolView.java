package io.rbdfunctions.operation.reconcile;

import io.rbdfunctions.operation.ClassSource;
import io.rbdfunctions.operation.ImagePage;
import io.rbdfunctions.operation.ListRequest;
import io.rbdfunctions.operation.Outcome;
import io.rbdfunctions.operation.Refusal;
import io.rbdfunctions.operation.Trash;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.rbd.command.TrashedImage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads all of a pool, or ends with why it cannot. */
final class PoolView {
    private static final int PAGE = 1000;

    /** A pool that cannot be looked into. */
    static final class ClosedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ClosedException(Refusal refusal) {
            super(refusal.detail());
        }
    }

    private final VolumeOperations operations;
    private final Trash trash;
    private final ClassSource where;

    PoolView(VolumeOperations operations, Trash trash, ClassSource where) {
        this.operations = operations;
        this.trash = trash;
        this.where = where;
    }

    List<String> images() {
        List<String> names = new ArrayList<>();
        @Nullable String after = null;
        do {
            ImagePage page = done(operations.list(new ListRequest(where, after, PAGE)));
            page.images().forEach(entry -> names.add(entry.image()));
            after = page.next();
        } while (after != null);
        return names;
    }

    List<TrashedImage> trash() {
        return done(trash.list(where));
    }

    private static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T answer) -> answer;
            case Outcome.Refused<T>(Refusal refusal) -> throw new ClosedException(refusal);
        };
    }
}
