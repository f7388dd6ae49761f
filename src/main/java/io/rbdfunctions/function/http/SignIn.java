package io.rbdfunctions.function.http;

import io.rbdfunctions.function.http.RejectedRequests.RateLimit;
import io.rbdfunctions.function.problem.Problem;
import io.rbdfunctions.function.problem.ProblemException;
import io.rbdfunctions.function.problem.ProblemKind;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the form with which a person signs in on the status page, and the one to sign out. Attempts are limited, because anyone
 * can send them and each makes the API server check a token.
 */
@Singleton
final class SignIn {
    static final int ATTEMPTS_PER_SECOND = 5;

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern FIELD = Pattern.compile("token=([^&=]*)");

    private final RateLimit rateLimit = new RateLimit(ATTEMPTS_PER_SECOND, System::nanoTime);

    /**
     * Checks the headers of a POST.
     *
     * @throws ProblemException if they are not those of a form, or there are too many attempts
     */
    CheckedRequest checkHead(RoutingContext context) {
        MultiMap headers = context.request().headers();
        List<String> types = headers.getAll(HttpHeaders.CONTENT_TYPE);
        if (types.size() != 1 || !mediaType(types.getFirst()).equals(FORM)) {
            throw new ProblemException(ProblemKind.UNSUPPORTED_MEDIA_TYPE, "send the form as " + FORM);
        }
        // Otherwise the server would parse the form, with a limit that is too small for tokens.
        headers.set(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
        if (context.request().path().equals(ServedPaths.SIGN_OUT)) {
            return new CheckedRequest(new CheckedRequest.SignOut(), () -> TokenCookie.clear(context));
        }
        if (!rateLimit.allows()) {
            throw new ProblemException(new Problem(
                    ProblemKind.BUSY,
                    "too many attempts to sign in; try again in a moment",
                    List.of(),
                    Duration.ofSeconds(1)));
        }
        return new CheckedRequest(new CheckedRequest.SignIn(), () -> {});
    }

    private static String mediaType(String header) {
        return header.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
    }

    /**
     * Replaces the token of the request by that of the form. Returns the request for the status, whose permission the token
     * must have; the cookie is set once it has.
     *
     * @throws ProblemException if the form has not exactly one field, {@code token}
     */
    static CheckedRequest checkBody(RoutingContext context) {
        AuthorizationHeader token =
                AuthorizationHeader.ofToken(token(context.body().asString("US-ASCII")));
        RequestAttributes.put(context, token);
        return new CheckedRequest(new CheckedRequest.Status(), () -> TokenCookie.set(context, token.token()));
    }

    /** The message does not contain the body, which may hold a secret. */
    private static String token(@Nullable String body) {
        Matcher field = FIELD.matcher(body == null ? "" : body.strip());
        if (!field.matches()) {
            throw malformed("the form must have one field, token");
        }
        try {
            return URLDecoder.decode(field.group(1), StandardCharsets.UTF_8).strip();
        } catch (IllegalArgumentException _) {
            throw malformed("the field token is not encoded as in a URL");
        }
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemKind.MALFORMED, detail);
    }
}
