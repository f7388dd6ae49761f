package io.rbdfunctions.sweep;

import io.rbdfunctions.concurrent.Deadline;
import io.rbdfunctions.kubernetes.ConservativeClock;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.secret.Secrets;
import io.rbdfunctions.operation.OperationsHarness;
import io.rbdfunctions.operation.TestPools;
import io.rbdfunctions.operation.image.PoolContents;
import io.rbdfunctions.operation.image.RecentRemovals;
import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.engine.TestEngine;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a sweep does on real clusters: searches the pools of the classes of an API server, and purges their trash. */
record TestSweeps(RbdEngine engine, RadosObjects objects, Secrets secrets, TestApi api) {
    Orphans search() {
        VolumeIndex index = discovery().newIndex();
        OrphanConfirmation confirmation = confirmation();
        return new OrphanSearch(
                        contents(),
                        confirmation,
                        new TaggedImages(contents(), confirmation),
                        new JournalSearch(TestPools.journals(secrets, objects, api), confirmation, api.claims()),
                        new SnapshotSearch(TestPools.journals(secrets, objects, api), api.contents(), () -> true),
                        clock())
                .find(discovery().find(index), index, Set.of(), deadline())
                .orphans();
    }

    SweepReport purge() {
        SweepCounter counter = new SweepCounter();
        VolumeIndex index = discovery().newIndex();
        new TrashPurge(contents(), clock(), confirmation()).purge(discovery().find(index), index, deadline(), counter);
        return counter.report(null, true);
    }

    void putClass(String name, Map<String, String> parameters) {
        api.put(TestPools.storageClass(name, parameters));
    }

    private PoolContents contents() {
        return new PoolContents(
                OperationsHarness.sessions(engine, secrets, api), TestEngine.noManager(), new RecentRemovals());
    }

    private PoolDiscovery discovery() {
        return new PoolDiscovery(api.cache(), TestPools.completion(api), TestPools.config());
    }

    private OrphanConfirmation confirmation() {
        return new OrphanConfirmation(api.volumes(), TestPools.config());
    }

    private static ConservativeClock clock() {
        return new ConservativeClock(Clock.systemUTC(), Optional::empty);
    }

    private static Deadline deadline() {
        return Deadline.after(Duration.ofMinutes(10), Clock.systemUTC());
    }
}
