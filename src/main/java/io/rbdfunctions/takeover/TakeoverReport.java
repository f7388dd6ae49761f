package io.rbdfunctions.takeover;

import io.rbdfunctions.operation.request.VolumeAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link TakeoverRequest}. Lists are sorted by name.
 *
 * @param servable how many volumes could be served
 * @param notServable the first 1000 volumes that could not
 * @param omitted how many more could not
 * @param isComplete whether all volumes were checked in time
 */
public record TakeoverReport(
        int servable,
        List<UnservableVolume> notServable,
        int omitted,
        List<ClassFinding> storageClasses,
        List<ClassFinding> attributesClasses,
        boolean isComplete)
        implements VolumeAnswer {
    /**
     * A volume that could not be served.
     *
     * @param claim {@code namespace/name}; null without a claim
     */
    public record UnservableVolume(
            String persistentVolume, @Nullable String claim, String reason) {}

    /**
     * A class, for new volumes.
     *
     * @param reason why it would be refused; null if it could be used
     */
    public record ClassFinding(String name, @Nullable String reason) {}

    public TakeoverReport {
        notServable = List.copyOf(notServable);
        storageClasses = List.copyOf(storageClasses);
        attributesClasses = List.copyOf(attributesClasses);
    }

    @Override
    public String actionText() {
        return isComplete ? "checked" : "checked in part";
    }
}
