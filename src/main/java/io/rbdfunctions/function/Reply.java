package io.rbdfunctions.function;

/** What a function answers. */
sealed interface Reply
        permits ProvisionReply,
                ExpandReply,
                DeleteReply,
                InfoReply,
                ListReply,
                RestoreReply,
                PurgeReply,
                ConvertReply,
                ClusterReply,
                SweepReply {

    /** What the answer is about, for the subject of an event. */
    String subject();
}
