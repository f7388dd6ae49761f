package io.rbdfunctions.function.reply;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.operation.outcome.EnumText;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.reconcile.result.Reconciled.Done;
import io.rbdfunctions.reconcile.result.Reconciled.Failed;
import io.rbdfunctions.reconcile.result.Reconciled.SnapshotDone;
import io.rbdfunctions.volume.Capacity;
import java.util.Optional;

/**
 * The reply to an event about a claim, a volume or the content of a snapshot.
 *
 * @param type the reply event's type
 * @param key identifies the result; the reply event's id is made from it
 * @param claim {@code namespace/name} of the claim; the volume's name if the volume has no claim
 * @param detail the cause of a failure
 * @param snapshot {@code namespace/name} of the VolumeSnapshot
 * @param content the name of the VolumeSnapshotContent
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReconcileReply(
        @JsonIgnore String type,
        @JsonIgnore String key,
        String claim,
        String volume,
        String image,
        String capacity,
        String attributesClass,
        String reason,
        String detail,
        String snapshot,
        String content)
        implements Reply {

    /** Empty if the object needed no work, or only the attacher's. */
    public static Optional<ReconcileReply> of(Reconciled reconciled) {
        return switch (reconciled) {
            case Reconciled.Nothing _, Reconciled.AttacherDone _ -> Optional.empty();
            case Done done -> Optional.of(of(done));
            case SnapshotDone done -> Optional.of(of(done));
            case Failed failed -> Optional.of(of(failed));
        };
    }

    private static ReconcileReply of(Done done) {
        String type = Endpoint.TYPES + typeName(done.action()) + ".v1";
        String size = done.bytes() == 0 ? "" : Capacity.quantityOf(done.bytes());
        // Made from the object and not from the event, since each delivery of an event may have another id.
        String key = String.join("/", done.claimUid(), done.volume(), size, done.attributesClass());
        return new ReconcileReply(
                type, key, done.claim(), done.volume(), done.image(), size, done.attributesClass(), "", "", "", "");
    }

    private static ReconcileReply of(SnapshotDone done) {
        String type = Endpoint.TYPES + done.action().typeName() + ".v1";
        String size = done.bytes() == 0 ? "" : Capacity.quantityOf(done.bytes());
        String key = String.join("/", done.content(), done.snapshot());
        return new ReconcileReply(type, key, "", "", done.image(), size, "", "", "", done.snapshot(), done.content());
    }

    private static ReconcileReply of(Failed failed) {
        String reason = EnumText.dashed(failed.refusal().reason());
        String detail = failed.refusal().detail();
        String key = String.join("/", failed.claim(), reason, detail);
        return new ReconcileReply(Endpoint.REFUSED, key, failed.claim(), "", "", "", "", reason, detail, "", "");
    }

    private static String typeName(Reconciled.Action action) {
        return switch (action) {
            case PROVISIONED -> "provisioned";
            case EXPANDED -> "expanded";
            case MODIFIED -> "modified";
            case DELETED -> "deleted";
            case FINALIZER_REMOVED -> "retained";
        };
    }

    @Override
    public String subject() {
        return snapshot.isEmpty() ? claim : snapshot;
    }
}
