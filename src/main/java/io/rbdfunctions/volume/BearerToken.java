package io.rbdfunctions.volume;

import io.rbdfunctions.volume.validation.InvalidValueException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A bearer token (RFC 6750) of 1 to 8192 characters. The text may only be sent to the API server: it must not be logged
 * or kept after the request.
 */
public record BearerToken(String text) {
    private static final int MAX_LENGTH = 8192;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    public BearerToken {
        if (text.length() > MAX_LENGTH || !FORM.matcher(text).matches()) {
            // The message does not contain the text, which may be a secret.
            throw new InvalidValueException("a bearer token is 1 to 8192 letters, digits and -._~+/");
        }
    }

    /** The SHA-256 of the token in hexadecimal. */
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
