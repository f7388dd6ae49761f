package io.rbdfunctions.startup;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts Quarkus, and in background threads the work that the first request would otherwise wait for. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... arguments) {
        runInBackground("value-warm-up", ClassWarmUp::values);
        runInBackground("tls-warm-up", ClassWarmUp::tls);
        Quarkus.run(arguments);
    }

    /** Starts a daemon thread. */
    static void runInBackground(String name, Runnable task) {
        Thread.ofPlatform().daemon().name(name).start(task);
    }
}
