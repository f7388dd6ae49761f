package io.rbdfunctions.startup;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.rbdfunctions.function.http.HeaderTimeouts;

/** Starts the application, and beside it what its first request will wait for. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... arguments) {
        beside("value-warm-up", ValueWarmUp::run);
        beside("tls-warm-up", TlsWarmUp::run);
        HeaderTimeouts.enable();
        Quarkus.run(arguments);
    }

    /** Keeps nothing from ending. */
    static void beside(String name, Runnable work) {
        Thread.ofPlatform().daemon().name(name).start(work);
    }
}
