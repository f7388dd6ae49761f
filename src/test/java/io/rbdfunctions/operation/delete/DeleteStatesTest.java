package io.rbdfunctions.operation.delete;

import static io.rbdfunctions.operation.Outcomes.refused;
import static io.rbdfunctions.operation.ScriptedRbd.failure;
import static io.rbdfunctions.operation.ScriptedRbd.image;
import static io.rbdfunctions.operation.ScriptedRbd.output;
import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.operation.RequestBuilder;
import io.rbdfunctions.operation.ScriptedTest;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.process.Result;
import io.rbdfunctions.support.SecondLane;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An image in a state in which Ceph keeps it: the removal, the move to the trash and the dry run say the same. */
@SecondLane
class DeleteStatesTest extends ScriptedTest {
    private final RequestBuilder request = new RequestBuilder().image("img");

    static Stream<Arguments> states() {
        return Stream.of(
                Arguments.of(
                        with("\"group\":\"kube/g\""),
                        failure(31, "rbd: error: image belongs to a group kube/g"),
                        "rbd image kube/img belongs to a group: remove it from the group with: rbd group image rm kube/g"
                                + " kube/img"),
                Arguments.of(
                        image(1, "layering", "migrating"),
                        failure(16, "image in migration state - not removing\nrbd: error: image still has watchers"),
                        "rbd image kube/img is migrating: run rbd migration execute and commit, or undo it with: rbd"
                                + " migration abort kube/img"),
                Arguments.of(
                        with("\"mirroring\":{\"mode\":\"snapshot\",\"state\":\"enabled\",\"primary\":false}"),
                        failure(22, "rbd: delete error: (22) Invalid argument"),
                        "rbd image kube/img is replicated from another cluster: delete it there, or promote it with: rbd"
                                + " mirror image promote kube/img"));
    }

    @BeforeEach
    void hasNoUsers() {
        rbd.answer("ls", output("[\"img\"]"))
                .answer("status", output("{\"watchers\":[]}"))
                .answer("snap ls", output("[]"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("states")
    void theRemovalNamesTheStateAndTheRemedy(Result info, Result removal, String words) {
        rbd.answer("info", info).answer("rm", removal);

        assertThat(delete()).isEqualTo(new Refusal(Reason.IN_USE, words));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("states")
    void theDryRunSaysTheSame(Result info, Result removal, String words) {
        request.dryRun();
        rbd.answer("info", info).answer("rm", removal);

        assertThat(delete()).isEqualTo(new Refusal(Reason.IN_USE, words));
        assertThat(rbd.ran()).noneMatch(line -> line.startsWith("rm"));
    }

    /** rbd would move the member of a group to the trash, where it can neither be purged nor taken out of the group. */
    @ParameterizedTest(name = "{2}")
    @MethodSource("states")
    void theImageIsNotMovedToTheTrash(Result info, Result removal, String words) {
        request.parameter("trashRetention", "90m");
        rbd.answer("info", info).answer("rm", removal);

        assertThat(delete()).isEqualTo(new Refusal(Reason.IN_USE, words));
        assertThat(rbd.ran()).noneMatch(line -> line.startsWith("trash mv") || line.startsWith("rm"));
    }

    private static Result with(String property) {
        return output(image(1, "layering").output().replaceFirst("\\{", "{" + property + ","));
    }

    private Refusal delete() {
        return refused(operations.run(request.delete()));
    }
}
