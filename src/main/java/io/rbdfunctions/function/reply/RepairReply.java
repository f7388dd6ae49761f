package io.rbdfunctions.function.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rbdfunctions.operation.repair.Repaired;
import java.util.List;

/**
 * The result of a repair.
 *
 * @param missing what the journal of the volume lacked, in words
 */
public record RepairReply(
        String action,
        String pvName,
        String image,
        String pool,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> missing)
        implements Reply {
    public static RepairReply of(Repaired repaired) {
        return new RepairReply(
                repaired.actionText(),
                repaired.volume().value(),
                repaired.image().name().value(),
                repaired.image().poolSpec().toString(),
                repaired.missing());
    }

    @Override
    public String subject() {
        return pvName;
    }
}
