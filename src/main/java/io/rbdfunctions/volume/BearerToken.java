package io.rbdfunctions.volume;

import io.rbdfunctions.volume.validation.InvalidValueException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A bearer token (RFC 6750): 1 to 8192 of the characters that one can have. Its text is for the API server alone: nothing
 * else may show it, or keep it for longer than a request.
 */
public record BearerToken(String text) {
    private static final int LONGEST = 8192;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    public BearerToken {
        if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
            // Without the text, of scope.
            throw new InvalidValueException("a bearer token is 1 to 8192 letters, digits and -._~+/");
        }
    }

    /** What tells it from other tokens, and does not tell what it is. */
    public String digest() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return "<token>";
    }
}
