package io.rbdfunctions.function.reply;

import io.rbdfunctions.operation.trash.Purged;

/** What became of an image in the trash. */
public record PurgeReply(String action, String trashId, String pool) implements Reply {
    public static PurgeReply of(Purged purged) {
        return new PurgeReply(
                purged.actionText(), purged.id().value(), purged.pool().value());
    }

    @Override
    public String subject() {
        return trashId;
    }
}
