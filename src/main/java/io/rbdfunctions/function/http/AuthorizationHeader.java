package io.rbdfunctions.function.http;

import io.rbdfunctions.function.problem.ProblemException;
import io.rbdfunctions.function.problem.ProblemKind;
import io.rbdfunctions.volume.BearerToken;
import io.rbdfunctions.volume.validation.InvalidValueException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of a request's Authorization headers, from which the bearer token is read (RFC 6750).
 *
 * @param values secret, not to be logged
 */
record AuthorizationHeader(List<String> values) {
    private static final Pattern FORM = Pattern.compile("bearer +([^ ]+)", Pattern.CASE_INSENSITIVE);

    /** Removes the headers from the request, so that no later handler can log them. */
    static AuthorizationHeader take(MultiMap headers) {
        AuthorizationHeader header = new AuthorizationHeader(List.copyOf(headers.getAll(HttpHeaders.AUTHORIZATION)));
        headers.remove(HttpHeaders.AUTHORIZATION);
        return header;
    }

    /** @throws ProblemException unless there is exactly one header, with a well-formed bearer token */
    BearerToken token() {
        if (values.size() != 1) {
            throw unauthenticated("one token, in one header");
        }
        Matcher header = FORM.matcher(values.getFirst().strip());
        if (!header.matches()) {
            throw unauthenticated("a token of that scheme");
        }
        try {
            return new BearerToken(header.group(1));
        } catch (InvalidValueException malformed) {
            throw unauthenticated(String.valueOf(malformed.getMessage()));
        }
    }

    private static ProblemException unauthenticated(String expected) {
        return new ProblemException(
                ProblemKind.UNAUTHENTICATED, "send Authorization: Bearer and a token of the cluster: " + expected);
    }

    @Override
    public String toString() {
        return "<%d redacted>".formatted(values.size());
    }
}
