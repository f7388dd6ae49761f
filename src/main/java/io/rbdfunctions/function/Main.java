package io.rbdfunctions.function;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the application, and beside it what its first request will wait for. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... arguments) {
        HeadWatches.enable();
        Thread.ofPlatform().daemon().name("tls-warm-up").start(TlsWarmUp::run);
        Quarkus.run(arguments);
    }
}
