package io.rbdfunctions.operation.rollback;

import io.rbdfunctions.operation.image.ImageRequest;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.volume.validation.Text;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request to give a dynamic volume the data that it had before.
 *
 * @param id tells a request to go back to the same snapshot once more from a repeated request; null is an id, too
 * @param dryRun check and read only
 */
public record RollbackRequest(
        ImageTarget target, RollbackSource source, @Nullable RequestId id, boolean dryRun)
        implements ImageRequest<RolledBack> {
    /** An id that the caller chooses: 1 to 63 of {@code A-Z a-z 0-9 . _ -}. */
    public record RequestId(String value) {
        private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._-]{1,63}");

        public RequestId {
            Text.require("request id", value, SAFE, "use 1 to 63 letters, digits, '.', '_' and '-'");
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /** The same request for another target. */
    public RollbackRequest of(ImageTarget other) {
        return new RollbackRequest(other, source, id, dryRun);
    }

    @Override
    public String verb() {
        return "rollback";
    }
}
