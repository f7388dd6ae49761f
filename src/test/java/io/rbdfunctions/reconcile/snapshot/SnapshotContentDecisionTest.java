package io.rbdfunctions.reconcile.snapshot;

import static io.rbdfunctions.kubernetes.snapshot.SampleContent.DRIVER;
import static io.rbdfunctions.kubernetes.snapshot.SampleContent.HANDLE;
import static io.rbdfunctions.kubernetes.snapshot.SampleContent.VOLUME;
import static io.rbdfunctions.kubernetes.snapshot.SampleContent.deleted;
import static io.rbdfunctions.kubernetes.snapshot.SampleContent.preProvisioned;
import static io.rbdfunctions.kubernetes.snapshot.SampleContent.taken;
import static io.rbdfunctions.kubernetes.snapshot.SampleContent.toTake;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rbdfunctions.kubernetes.manifest.RecordedObjects;
import io.rbdfunctions.kubernetes.snapshot.SampleContent;
import io.rbdfunctions.reconcile.snapshot.SnapshotContentDecision.Create;
import io.rbdfunctions.reconcile.snapshot.SnapshotContentDecision.Delete;
import io.rbdfunctions.reconcile.snapshot.SnapshotContentDecision.LookUp;
import io.rbdfunctions.reconcile.snapshot.SnapshotContentDecision.Nothing;
import io.rbdfunctions.reconcile.snapshot.SnapshotContentDecision.RemoveMark;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an event does about a content, and what a retry or the sweep does. The contract itself has its own test. */
class SnapshotContentDecisionTest {
    private static final Map<String, Object> FAILED =
            Map.of("readyToUse", false, "error", Map.of("message", "no access"));
    private static final SnapshotContentDecision TRIED = new Nothing("it has failed and is retried later");
    private static final SnapshotContentDecision UNDER_WAY = new Nothing("its snapshot is being taken");

    static Stream<Arguments> contents() {
        return Stream.of(
                arguments("is new", toTake(), new Create(VOLUME), new Create(VOLUME)),
                arguments("is annotated by an attempt", toTake().beingCreated(), UNDER_WAY, new Create(VOLUME)),
                arguments("has failed", toTake().status(FAILED), TRIED, new Create(VOLUME)),
                arguments("may have failed", toTake().beingCreated().status(FAILED), TRIED, new Create(VOLUME)),
                arguments("is pre-provisioned", preProvisioned(HANDLE), new LookUp(HANDLE), new LookUp(HANDLE)),
                arguments(
                        "is pre-provisioned and has failed",
                        preProvisioned(HANDLE).status(FAILED),
                        TRIED,
                        new LookUp(HANDLE)),
                arguments("has just become ready", taken().beingCreated(), new RemoveMark(), new RemoveMark()),
                arguments("is being deleted", deleted(), new Delete(HANDLE), new Delete(HANDLE)),
                arguments(
                        "is being deleted while the snapshot is taken",
                        toTake().annotation("volumesnapshot-being-deleted")
                                .beingCreated()
                                .terminating(),
                        UNDER_WAY,
                        new Create(VOLUME)));
    }

    @ParameterizedTest(name = "a content that {0}")
    @MethodSource("contents")
    void anEventDoesNotRepeatAnAttempt(
            String state, SampleContent content, SnapshotContentDecision byEvent, SnapshotContentDecision bySweep) {
        assertThat(SnapshotContentDecision.ofChange(content.build(), DRIVER)).isEqualTo(byEvent);
        assertThat(SnapshotContentDecision.of(content.build(), DRIVER)).isEqualTo(bySweep);
    }

    /** A function with the name of ceph-csi's driver takes its snapshots over. */
    @Test
    void aSnapshotOfCephCsiNeedsNothing() {
        assertThat(SnapshotContentDecision.of(RecordedObjects.contentOf("03-snapshot"), "rbd.csi.ceph.com"))
                .isEqualTo(new Nothing("it is ready"));
    }
}
