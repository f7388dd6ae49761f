package io.rbdfunctions.function.reply;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.operation.outcome.EnumText;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.reconcile.result.Reconciled.Done;
import io.rbdfunctions.reconcile.result.Reconciled.Troubled;
import io.rbdfunctions.volume.Capacity;
import java.util.Optional;

/**
 * What was done about an object that an event told of.
 *
 * @param claim {@code namespace/name} of the claim, or the volume's name where there is none
 * @param detail the cause of a refusal
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReconcileReply(
        @JsonIgnore String type,
        @JsonIgnore String key,
        String claim,
        String volume,
        String image,
        String capacity,
        String reason,
        String detail)
        implements Reply {

    /** Empty where nothing was done. */
    public static Optional<ReconcileReply> of(Reconciled reconciled) {
        return switch (reconciled) {
            case Reconciled.Nothing _ -> Optional.empty();
            case Done done -> Optional.of(of(done));
            case Troubled troubled -> Optional.of(of(troubled));
        };
    }

    private static ReconcileReply of(Done done) {
        String type = Endpoint.TYPES + participle(done.deed()) + ".v1";
        String size = done.bytes() == 0 ? "" : Capacity.quantityOf(done.bytes());
        // By the object, never by the event: each delivery of an event may have an id of its own.
        String key = String.join("/", done.claimUid(), done.volume(), size);
        return new ReconcileReply(type, key, done.claim(), done.volume(), done.image(), size, "", "");
    }

    private static ReconcileReply of(Troubled troubled) {
        String reason = EnumText.dashed(troubled.refusal().reason());
        String detail = troubled.refusal().detail();
        String key = String.join("/", troubled.claim(), reason, detail);
        return new ReconcileReply(Endpoint.REFUSED, key, troubled.claim(), "", "", "", reason, detail);
    }

    private static String participle(Reconciled.Deed deed) {
        return switch (deed) {
            case PROVISIONED -> "provisioned";
            case EXPANDED -> "expanded";
            case DELETED -> "deleted";
            case LET_GO -> "retained";
        };
    }

    @Override
    public String subject() {
        return claim;
    }
}
