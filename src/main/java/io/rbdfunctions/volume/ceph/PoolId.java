package io.rbdfunctions.volume.ceph;

import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Text;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The id of a pool: 0 to 2<sup>63</sup>-1. Ceph keeps it when the pool is renamed, and does not use it again. */
public record PoolId(long value) {
    private static final Pattern HEX = Pattern.compile("[0-7][0-9a-f]{15}");

    public PoolId {
        if (value < 0) {
            throw new InvalidValueException("invalid pool id %d: use 0 or more".formatted(value));
        }
    }

    /** Parses 16 lower case hex digits, the form in the handles and the journal of ceph-csi. */
    public static PoolId parse(String hex) {
        return new PoolId(
                HexFormat.fromHexDigitsToLong(Text.require("pool id", hex, HEX, "use 16 lower case hex digits")));
    }

    /** 16 lower case hex digits. */
    public String hex() {
        return HexFormat.of().toHexDigits(value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
