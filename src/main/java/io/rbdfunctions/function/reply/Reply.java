package io.rbdfunctions.function.reply;

/** What a function answers. */
public sealed interface Reply
        permits ProvisionReply,
                ExpandReply,
                DeleteReply,
                InfoReply,
                ListReply,
                RestoreReply,
                PurgeReply,
                ConvertReply,
                ReconcileReply {

    /** What the answer is about, for the subject of an event. */
    String subject();
}
