package io.rbdfunctions.function;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the application, and beside it what its first request will wait for. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... arguments) {
        beside("value-warm-up", ValueWarmUp::run);
        beside("tls-warm-up", TlsWarmUp::run);
        HeadWatches.enable();
        Quarkus.run(arguments);
    }

    /** Keeps nothing from ending. */
    static void beside(String name, Runnable work) {
        Thread.ofPlatform().daemon().name(name).start(work);
    }
}
