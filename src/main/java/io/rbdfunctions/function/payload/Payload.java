package io.rbdfunctions.function.payload;

import io.rbdfunctions.volume.validation.Violations;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a caller sends, field by field as it came.
 *
 * @param <R> the request that it stands for
 */
public sealed interface Payload<R>
        permits ProvisionPayload,
                ExpandPayload,
                DeletePayload,
                InfoPayload,
                ListPayload,
                RestorePayload,
                PurgePayload,
                ConvertPayload,
                SweepPayload {

    /** The request; null, and violations, when anything is wrong. */
    @Nullable R request(Violations violations);

    /** What an event about this is about: the claim, {@code namespace/name}, or the image; empty where neither is told. */
    Optional<String> subject();
}
