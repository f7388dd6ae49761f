package io.rbdfunctions.function.http;

import io.rbdfunctions.function.problem.ProblemException;
import io.rbdfunctions.function.problem.ProblemKind;
import io.rbdfunctions.volume.BearerToken;
import io.rbdfunctions.volume.validation.InvalidValueException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the token that a request shows (RFC 6750, in its header alone). */
final class BearerHeader {
    private static final Pattern FORM = Pattern.compile("bearer +([^ ]+)", Pattern.CASE_INSENSITIVE);

    private BearerHeader() {}

    /** The token of the values of all Authorization headers; throws {@link ProblemException} unless it is one, and of that form. */
    static BearerToken token(List<String> headers) {
        if (headers.size() != 1) {
            throw unauthenticated("one token, in one header");
        }
        Matcher header = FORM.matcher(headers.getFirst().strip());
        if (!header.matches()) {
            throw unauthenticated("a token of that scheme");
        }
        try {
            return new BearerToken(header.group(1));
        } catch (InvalidValueException malformed) {
            throw unauthenticated(String.valueOf(malformed.getMessage()));
        }
    }

    private static ProblemException unauthenticated(String wanted) {
        return new ProblemException(
                ProblemKind.UNAUTHENTICATED, "send Authorization: Bearer and a token of the cluster: " + wanted);
    }
}
