package io.rbdfunctions.function;

import io.rbdfunctions.operation.Deleted;

/** What became of an image that was no longer wanted. */
record DeleteReply(String action, String image, String pool) implements Reply {
    static DeleteReply of(Deleted deleted) {
        return new DeleteReply(
                switch (deleted.action()) {
                    case DELETED -> "deleted";
                    case TRASHED -> "trashed";
                    case ALREADY_GONE -> "already gone";
                    case WOULD_DELETE -> "would delete";
                },
                deleted.image().name().value(),
                deleted.image().pool().value());
    }

    @Override
    public String subject() {
        return image;
    }
}
