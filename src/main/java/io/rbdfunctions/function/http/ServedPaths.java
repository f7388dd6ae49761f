package io.rbdfunctions.function.http;

import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.function.problem.ProblemException;
import io.rbdfunctions.function.problem.ProblemKind;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The paths that this process serves, and what may be sent to each. */
@Singleton
final class ServedPaths {
    /** Accepts events by POST and returns the status by GET. */
    static final String ROOT = "/";

    /** Where the form of the status page is sent to. */
    static final String SIGN_IN = "/sign-in";

    static final String SIGN_OUT = "/sign-out";

    /** The OpenAPI description. */
    private static final String DESCRIPTION = "/openapi.json";

    /** The API server adds a query with its timeout. */
    static final String REVIEWS = "/validate";

    private static final Pattern FIELD = Pattern.compile("([A-Za-z]{1,40})(?:=(.*))?");
    private static final Pattern FLAG = Pattern.compile("true|false");

    private final Optional<Set<String>> only;

    ServedPaths(HttpConfig config) {
        only = config.paths();
    }

    /** The path without its last slash, if that is a served path; otherwise empty. */
    Optional<String> withoutSlash(String path) {
        return Optional.of(path)
                .filter(it -> it.length() > 1 && it.endsWith("/"))
                .map(it -> it.substring(0, it.length() - 1))
                .filter(this::isServed);
    }

    /** @throws ProblemException with the paths that are served */
    void require(String path) {
        if (!isServed(path)) {
            throw notFound();
        }
    }

    ProblemException notFound() {
        String functions = Arrays.stream(Endpoint.values())
                .map(Endpoint::path)
                .filter(this::isServed)
                .collect(Collectors.joining(", "));
        String served = Stream.of(
                        functions.isEmpty() ? "" : "the functions are " + functions,
                        isServed(ROOT) ? "/ takes CloudEvents and shows the status" : "",
                        isServed(REVIEWS) && functions.isEmpty() ? "the admission webhook is " + REVIEWS : "")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        return new ProblemException(
                ProblemKind.NOT_FOUND, "nothing is served at this path" + (served.isEmpty() ? "" : "; " + served));
    }

    private boolean isServed(String path) {
        if (isForm(path)) {
            return isConfigured(ROOT);
        }
        boolean isKnown = path.equals(ROOT)
                || path.equals(REVIEWS)
                || Endpoint.atPath(path).isPresent();
        return isKnown && isConfigured(path);
    }

    /** Whether forms of the status page are sent to the path. */
    static boolean isForm(String path) {
        return path.equals(SIGN_IN) || path.equals(SIGN_OUT);
    }

    private boolean isConfigured(String path) {
        return only.filter(paths -> !paths.contains(path)).isEmpty();
    }

    /** Whether the request is for the OpenAPI description. It needs no token, because it is the same for every installation. */
    boolean isDescription(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET)
                && request.path().equals(DESCRIPTION)
                && isConfigured(DESCRIPTION);
    }

    /** The methods at the path, for the header {@code Allow}. */
    static String methods(String path) {
        return path.equals(ROOT) ? "GET, HEAD, POST" : "POST";
    }

    /**
     * Refuses a query, which no function reads: {@code /delete?dryRun=true} would delete.
     *
     * @throws ProblemException that says where the field belongs
     */
    static void rejectQuery(String path, @Nullable String query) {
        if (query == null || query.isEmpty() || path.equals(REVIEWS)) {
            return;
        }
        if (isForm(path)) {
            // The query may be a token.
            throw new ProblemException(ProblemKind.MALFORMED, "a query string is not read: send the form as the body");
        }
        String place = path.equals(ROOT) ? "the data of the event" : "the JSON object of the body";
        throw new ProblemException(
                ProblemKind.MALFORMED,
                "nothing was done, because a query string is not read: put %s into %s".formatted(field(query), place));
    }

    /** The first field of the query. Its value may be a secret. */
    private static String field(String query) {
        var first = FIELD.matcher(query.split("&", 2)[0]);
        if (!first.matches()) {
            return "the fields";
        }
        String value = first.group(2);
        return value != null && FLAG.matcher(value).matches()
                ? "\"%s\": %s".formatted(first.group(1), value)
                : "the field \"%s\"".formatted(first.group(1));
    }
}
