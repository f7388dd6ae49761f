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
    static final String HOW_TO_GET_A_TOKEN =
            "get a token with: kubectl create token SERVICEACCOUNT -n NAMESPACE (with --audience if"
                    + " rbd-functions.auth.audiences is set)";

    private static final Pattern BASIC = Pattern.compile("basic\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern FORM = Pattern.compile("bearer +([^ ]+)", Pattern.CASE_INSENSITIVE);

    /** Removes the headers from the request, so that no later handler can log them. */
    static AuthorizationHeader take(MultiMap headers) {
        AuthorizationHeader header = new AuthorizationHeader(List.copyOf(headers.getAll(HttpHeaders.AUTHORIZATION)));
        headers.remove(HttpHeaders.AUTHORIZATION);
        return header;
    }

    /** The header that a token from another place would have. The token is not checked. */
    static AuthorizationHeader ofToken(String token) {
        return new AuthorizationHeader(List.of("Bearer " + token));
    }

    /** @throws ProblemException unless there is exactly one header, with a well-formed bearer token */
    BearerToken token() {
        if (values.isEmpty()) {
            throw unauthenticated("the request has no token");
        }
        if (values.size() > 1) {
            throw unauthenticated("the request has %d Authorization headers, but needs one".formatted(values.size()));
        }
        String value = values.getFirst().strip();
        Matcher header = FORM.matcher(value);
        if (!header.matches()) {
            throw unauthenticated(malformed(value));
        }
        try {
            return new BearerToken(header.group(1));
        } catch (InvalidValueException malformed) {
            throw unauthenticated(String.valueOf(malformed.getMessage()));
        }
    }

    /** Names no other scheme than Basic: what a client sent instead of one may be a secret. */
    private static String malformed(String value) {
        return BASIC.matcher(value).lookingAt()
                ? "Basic authentication is not taken"
                : "the Authorization header is not: Bearer TOKEN";
    }

    private static ProblemException unauthenticated(String cause) {
        return new ProblemException(
                ProblemKind.UNAUTHENTICATED,
                "%s; send Authorization: Bearer TOKEN; %s".formatted(cause, HOW_TO_GET_A_TOKEN));
    }

    @Override
    public String toString() {
        return "<%d redacted>".formatted(values.size());
    }
}
