package io.rbdfunctions.volume;

import io.rbdfunctions.volume.validation.Text;
import java.util.regex.Pattern;

/** The file system that a node makes on the volume: ext4, xfs and the like. */
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
