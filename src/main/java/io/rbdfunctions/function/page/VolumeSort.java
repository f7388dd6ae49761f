package io.rbdfunctions.function.page;

import io.rbdfunctions.status.VolumeEntry;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The columns by which volumes can be sorted. Volumes that are equal there are sorted by name. */
enum VolumeSort {
    NAME,
    STATE,
    SIZE,
    CLAIM,
    CLASS,
    CREATED,
    IMAGE;

    Comparator<VolumeEntry> order(boolean isDescending) {
        return (isDescending ? order().reversed() : order()).thenComparing(VolumeEntry::name);
    }

    private Comparator<VolumeEntry> order() {
        return switch (this) {
            case NAME -> Comparator.comparing(VolumeEntry::name);
            case STATE -> Comparator.comparing(VolumeEntry::state);
            case SIZE -> Comparator.comparingLong(VolumeEntry::bytes);
            case CLAIM -> Comparator.comparing(VolumeEntry::claim);
            case CLASS -> Comparator.comparing(VolumeEntry::storageClass);
            case CREATED -> Comparator.comparing(VolumeEntry::created, Comparator.nullsLast(Comparator.naturalOrder()));
            case IMAGE -> Comparator.comparing(VolumeEntry::image);
        };
    }

    static Optional<VolumeSort> of(String text) {
        return Arrays.stream(values())
                .filter(column -> column.toString().equals(text))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
