package io.rbdfunctions.function.reply;

import io.rbdfunctions.operation.trash.Purged;

/** The result of a purge. */
public record PurgeReply(String action, String trashId, String pool) implements Reply {
    public static PurgeReply of(Purged purged) {
        return new PurgeReply(
                purged.actionText(), purged.id().value(), purged.pool().toString());
    }

    @Override
    public String subject() {
        return trashId;
    }
}
