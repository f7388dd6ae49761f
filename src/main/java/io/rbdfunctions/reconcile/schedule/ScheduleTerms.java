package io.rbdfunctions.reconcile.schedule;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.parameters.ParameterMap;
import io.rbdfunctions.volume.parameters.VolumeSource;
import io.rbdfunctions.volume.snapshot.ScheduleText;
import io.rbdfunctions.volume.snapshot.SnapshotRetention;
import io.rbdfunctions.volume.validation.Violations;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots that a claim is to have by its annotations, or else by the parameters of its class.
 *
 * @param snapshotClass null for the only class of the provisioner
 */
public record ScheduleTerms(
        CronSchedule schedule,
        SnapshotRetention keep,
        @Nullable ObjectName snapshotClass) {
    public static final String SCHEDULE = "rbdfunctions.io/snapshot-schedule";
    public static final String KEEP = "rbdfunctions.io/snapshot-keep";
    public static final String CLASS = "rbdfunctions.io/snapshot-class";

    private static final String SCHEDULE_PARAMETER = "snapshotSchedule";

    /** Where a setting is: an annotation, or a parameter of the class. */
    private record Setting(String field, String text) {}

    /**
     * Reads the schedule of a claim. What is invalid becomes a violation of the annotation or the parameter.
     *
     * @return empty if the claim has no schedule, or if there are violations
     */
    public static Optional<ScheduleTerms> of(
            PersistentVolumeClaim claim, Map<String, String> parameters, Violations violations) {
        Map<String, String> annotations = annotations(claim);
        Optional<Setting> given = setting(annotations, SCHEDULE, parameters, SCHEDULE_PARAMETER);
        CronSchedule schedule = read(given, ScheduleTerms::schedule, violations);
        SnapshotRetention keep =
                read(setting(annotations, KEEP, parameters, "snapshotKeep"), SnapshotRetention::parse, violations);
        ObjectName snapshotClass =
                read(setting(annotations, CLASS, parameters, "snapshotClass"), ObjectName::new, violations);
        return schedule == null || !violations.isEmpty()
                ? Optional.empty()
                : Optional.of(new ScheduleTerms(
                        schedule, Objects.requireNonNullElse(keep, SnapshotRetention.DEFAULT), snapshotClass));
    }

    /**
     * Checks what the annotations of a claim say.
     *
     * @param isCsi whether the class of the claim has CSI volumes
     */
    public static void check(PersistentVolumeClaim claim, boolean isCsi, Violations violations) {
        if (of(claim, Map.of(), violations).isPresent() && !isCsi) {
            violations.add(field(SCHEDULE), VolumeSource.SCHEDULES_NEED_CSI);
        }
    }

    /** Whether an update changes what the annotations of a claim say. */
    public static boolean isChanged(PersistentVolumeClaim before, PersistentVolumeClaim after) {
        return Stream.of(SCHEDULE, KEEP, CLASS)
                .anyMatch(key -> !Objects.equals(
                        annotations(before).get(key), annotations(after).get(key)));
    }

    /** Checks the fields of the schedule of a class. Its form, and other parameters, are checked with those of volumes. */
    public static void checkFields(Map<String, String> parameters, Violations violations) {
        read(setting(Map.of(), SCHEDULE, parameters, SCHEDULE_PARAMETER), ScheduleTerms::schedule, violations);
    }

    /** Whether there is a schedule, valid or not. */
    static boolean isMentioned(PersistentVolumeClaim claim, Map<String, String> parameters) {
        return setting(annotations(claim), SCHEDULE, parameters, SCHEDULE_PARAMETER)
                .isPresent();
    }

    private static Map<String, String> annotations(PersistentVolumeClaim claim) {
        return Objects.requireNonNullElse(claim.getMetadata().getAnnotations(), Map.of());
    }

    private static Optional<Setting> setting(
            Map<String, String> annotations, String annotation, Map<String, String> parameters, String parameter) {
        return Optional.ofNullable(annotations.get(annotation))
                .map(text -> new Setting(field(annotation), text))
                .or(() -> ParameterMap.get(parameters, parameter)
                        .map(text -> new Setting("parameters." + parameter, text)));
    }

    private static String field(String annotation) {
        return "metadata.annotations[%s]".formatted(annotation);
    }

    private static <T> @Nullable T read(
            Optional<Setting> setting, Function<String, @Nullable T> convert, Violations violations) {
        return setting.map(found -> violations.read(found.field(), found.text(), convert))
                .orElse(null);
    }

    private static @Nullable CronSchedule schedule(String text) {
        ScheduleText schedule = new ScheduleText(text);
        return schedule.isNone() ? null : new CronSchedule(schedule);
    }
}
