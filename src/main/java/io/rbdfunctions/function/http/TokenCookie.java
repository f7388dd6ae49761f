package io.rbdfunctions.function.http;

import io.rbdfunctions.function.problem.ProblemException;
import io.rbdfunctions.function.problem.ProblemKind;
import io.rbdfunctions.volume.BearerToken;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The cookie in which a browser keeps the token of a person who has signed in. Only requests for the status read it. It is
 * never sent with requests that other sites cause, and no script can read it.
 */
final class TokenCookie {
    private static final String NAME = "rbd-functions-token";

    /** Browsers ignore cookies with more than 4096 characters in name and value. */
    private static final int MAX_TOKEN = 4096 - NAME.length();

    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Strict";

    private TokenCookie() {}

    /** Removes all cookies from the request, so that no later handler can log them. Returns the token, which is not checked. */
    static Optional<AuthorizationHeader> take(MultiMap headers) {
        Optional<String> value = headers.getAll(HttpHeaders.COOKIE).stream()
                .flatMap(cookies -> Arrays.stream(cookies.split(";", -1)))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(NAME + "="))
                .map(cookie -> cookie.substring(NAME.length() + 1))
                .filter(token -> !token.isEmpty())
                .findFirst();
        headers.remove(HttpHeaders.COOKIE);
        return value.map(AuthorizationHeader::ofToken);
    }

    /** @throws ProblemException if the token is too long for a cookie */
    static void set(RoutingContext context, BearerToken token) {
        if (token.text().length() > MAX_TOKEN) {
            throw new ProblemException(
                    ProblemKind.INVALID,
                    "the token has more than %d characters, which is too long for a cookie; use one from: kubectl create token"
                            .formatted(MAX_TOKEN));
        }
        add(context, token.text() + ATTRIBUTES);
    }

    static void clear(RoutingContext context) {
        add(context, ATTRIBUTES + "; Max-Age=0");
    }

    private static void add(RoutingContext context, String value) {
        String secure = isHttps(context.request()) ? "; Secure" : "";
        context.response().headers().add(HttpHeaders.SET_COOKIE, NAME + "=" + value + secure);
    }

    /** Whether the browser uses HTTPS, which a gateway in between may end. */
    private static boolean isHttps(HttpServerRequest request) {
        String forwarded = request.getHeader("Forwarded");
        return request.isSSL()
                || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"))
                || (forwarded != null && forwarded.toLowerCase(Locale.ROOT).contains("proto=https"));
    }
}
