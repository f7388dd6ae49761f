package io.rbdfunctions.function.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rbdfunctions.takeover.TakeoverReport;
import io.rbdfunctions.takeover.TakeoverReport.ClassFinding;
import io.rbdfunctions.takeover.TakeoverReport.UnservableVolume;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a check before ceph-csi is replaced.
 *
 * @param omitted the number of volumes that {@code notServable} does not list
 * @param isComplete whether all volumes were checked
 */
public record TakeoverReply(
        int servable,
        List<Volume> notServable,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int omitted,
        List<StorageClass> classes,
        List<AttributesClass> attributesClasses,
        @JsonProperty("complete") boolean isComplete)
        implements Reply {
    /** A volume that could not be served. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Volume(String persistentVolume, @Nullable String claim, String reason) {}

    /** A StorageClass, and why it would be refused. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StorageClass(
            String storageClass, boolean servable, @Nullable String reason) {}

    /** A VolumeAttributesClass, and why it would be refused. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AttributesClass(
            String attributesClass,
            boolean servable,
            @Nullable String reason) {}

    public static TakeoverReply of(TakeoverReport report) {
        return new TakeoverReply(
                report.servable(),
                report.notServable().stream().map(TakeoverReply::volume).toList(),
                report.omitted(),
                report.storageClasses().stream()
                        .map(TakeoverReply::storageClass)
                        .toList(),
                report.attributesClasses().stream()
                        .map(TakeoverReply::attributesClass)
                        .toList(),
                report.isComplete());
    }

    private static Volume volume(UnservableVolume volume) {
        return new Volume(volume.persistentVolume(), volume.claim(), volume.reason());
    }

    private static StorageClass storageClass(ClassFinding found) {
        return new StorageClass(found.name(), found.reason() == null, found.reason());
    }

    private static AttributesClass attributesClass(ClassFinding found) {
        return new AttributesClass(found.name(), found.reason() == null, found.reason());
    }

    @Override
    public String subject() {
        return "takeover";
    }
}
