package io.rbdfunctions.rbd;

import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.rbd.librbd.Limits;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;

/** librbd as an engine. */
class LibrbdTest extends RbdImagesContract {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Librbd LIBRBD = new Librbd(new Limits(8, LONG, 4, LONG));

    @AfterAll
    static void close() {
        LIBRBD.close();
    }

    @Override
    RbdImages images() {
        return new RbdLibrary(LIBRBD, new Deadlines(LONG, LONG));
    }
}
