package io.rbdfunctions.volume;

import io.rbdfunctions.volume.validation.Text;
import java.util.regex.Pattern;

/** The type of the file system on a volume, such as {@code ext4} or {@code xfs}: 1 to 32 characters. */
public record FileSystemType(String value) {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}");

    public FileSystemType {
        Text.require("fsType", value, WORD, "name a file system, such as ext4 or xfs");
    }

    @Override
    public String toString() {
        return value;
    }
}
