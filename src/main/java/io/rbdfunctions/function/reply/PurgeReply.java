package io.rbdfunctions.function.reply;

import io.rbdfunctions.operation.trash.Purged;

/** What became of an image in the trash. */
public record PurgeReply(String action, String trashId, String pool) implements Reply {
    public static PurgeReply of(Purged purged) {
        return new PurgeReply(
                switch (purged.action()) {
                    case PURGED -> "purged";
                    case ALREADY_GONE -> "already gone";
                    case WOULD_PURGE -> "would purge";
                },
                purged.id().value(),
                purged.pool().value());
    }

    @Override
    public String subject() {
        return trashId;
    }
}
