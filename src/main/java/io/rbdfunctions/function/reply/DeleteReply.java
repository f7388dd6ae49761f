package io.rbdfunctions.function.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rbdfunctions.operation.delete.Deleted;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What became of an image that was no longer wanted.
 *
 * @param expiresAt until when it can be restored from the trash at least; null when it is not there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeleteReply(
        String action, String image, String pool, @Nullable String expiresAt) implements Reply {
    public static DeleteReply of(Deleted deleted) {
        return new DeleteReply(
                deleted.actionText(),
                deleted.image().name().value(),
                deleted.image().pool().value(),
                deleted.expiry() == null
                        ? null
                        : deleted.expiry().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    @Override
    public String subject() {
        return image;
    }
}
