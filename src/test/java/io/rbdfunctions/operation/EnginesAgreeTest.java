package io.rbdfunctions.operation;

import static io.rbdfunctions.operation.Outcomes.done;
import static io.rbdfunctions.operation.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.kubernetes.secret.TestSecrets;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.support.SecondLane;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The operations say the same with both engines, and a dry run says what the call would say. */
@SecondLane
class EnginesAgreeTest extends CephTest {
    private static final Librbd LIBRBD = TestEngine.librbd();
    private static final String IMAGE = "data";

    enum State {
        UNUSED,
        LOCKED,
        LOCKED_WITHOUT_THE_FEATURE,
        REPLICATED_BY_SNAPSHOTS,
        REPLICATED_BY_JOURNAL,
        MIGRATING,
        IN_A_GROUP,
        WITH_A_SNAPSHOT
    }

    private final VolumeOperations ofLibrbd =
            OperationsHarness.operations(LIBRBD, TestSecrets.inFiles(ceph.secrets()), api);
    private final String spec = pool + "/" + IMAGE;
    private final Set<String> said = new HashSet<>();

    @AfterAll
    static void closeLibrbd() {
        LIBRBD.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            UNUSED                     | resized
            LOCKED                     | is locked by client.
            LOCKED_WITHOUT_THE_FEATURE | resized
            REPLICATED_BY_SNAPSHOTS    | is replicated from another cluster: expand it there, or promote it with
            REPLICATED_BY_JOURNAL      | is replicated from another cluster: expand it there, or promote it with
            MIGRATING                  | resized
            """)
    void aDryRunForeseesTheExpansion(State state, String words) {
        bring(state);

        expand(operations, "128Mi");
        expand(ofLibrbd, "256Mi");

        assertThat(said).singleElement().asString().contains(words);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCKED", "REPLICATED_BY_SNAPSHOTS"})
    void anImageThatIsLargeEnoughIsNotRefused(State state) {
        bring(state);

        expand(operations, "64Mi");
        expand(ofLibrbd, "64Mi");

        assertThat(said).containsExactly("large enough");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            REPLICATED_BY_SNAPSHOTS | is replicated from another cluster: delete it there, or promote it with
            REPLICATED_BY_JOURNAL   | is replicated from another cluster: delete it there, or promote it with
            MIGRATING               | is migrating: run rbd migration execute and commit, or undo it with
            IN_A_GROUP              | belongs to a group: remove it from the group with
            WITH_A_SNAPSHOT         | has snapshots s1: remove the snapshots
            """)
    void aDryRunForeseesTheDeletion(State state, String words) {
        bring(state);

        for (VolumeOperations each : List.of(operations, ofLibrbd)) {
            say(each.run(toDelete().dryRun().delete()));
            say(each.run(toDelete().delete()));
        }

        assertThat(said).singleElement().asString().contains(words);
    }

    /** The {@code rbd} command would wait for the lock until it is killed. */
    @Test
    void aDryRunForeseesALockThatPreventsTheDeletion() {
        bring(State.LOCKED);

        say(operations.run(toDelete().dryRun().delete()));
        say(ofLibrbd.run(toDelete().dryRun().delete()));
        say(ofLibrbd.run(toDelete().delete()));

        assertThat(said).singleElement().asString().contains("is locked by client.");
    }

    @Test
    void theRefusalOfAnErasureCodedPoolNamesTheDataPool() {
        RequestBuilder request = request().parameter("pool", ceph.freshErasureCodedPool());

        for (VolumeOperations each : List.of(operations, ofLibrbd)) {
            assertThat(refused(each.run(request.provision())).detail())
                    .endsWith("name a replicated pool as pool, and the erasure-coded one as dataPool");
        }
    }

    private void bring(State state) {
        switch (state) {
            case REPLICATED_BY_SNAPSHOTS -> ceph.createDemotedImage(spec, "snapshot");
            case REPLICATED_BY_JOURNAL -> ceph.createDemotedImage(spec, "journal");
            case MIGRATING -> {
                ceph.createImage(spec + "-before", 64);
                ceph.migrate(spec + "-before", spec);
            }
            case LOCKED -> {
                ceph.rbd("create", spec, "--size", "64M", "--image-feature", "layering,exclusive-lock")
                        .orFail();
                ceph.lock(spec, "mine");
            }
            default -> {
                ceph.createImage(spec, 64);
                change(state);
            }
        }
    }

    private void change(State state) {
        switch (state) {
            case LOCKED_WITHOUT_THE_FEATURE -> ceph.lock(spec, "mine");
            case IN_A_GROUP -> ceph.addToGroup(spec);
            case WITH_A_SNAPSHOT -> ceph.snapshot(spec, "s1");
            default -> {}
        }
    }

    private void expand(VolumeOperations engine, String size) {
        say(engine.run(request().image(IMAGE).size(size).dryRun().expand()));
        say(engine.run(request().image(IMAGE).size(size).expand()));
    }

    private RequestBuilder toDelete() {
        return request().image(IMAGE);
    }

    /** A dry run says in the conditional what it would do. */
    private void say(Outcome<? extends VolumeAnswer> outcome) {
        said.add(
                outcome instanceof Outcome.Refused<?>
                        ? refused(outcome).detail()
                        : done(outcome).actionText().replace("would resize", "resized"));
    }
}
