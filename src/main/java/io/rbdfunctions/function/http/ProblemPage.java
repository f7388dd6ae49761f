package io.rbdfunctions.function.http;

import io.rbdfunctions.function.problem.ProblemDocument;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Shows problems to people who use the status page in a browser. Other clients get a problem document. */
public interface ProblemPage {
    /**
     * Ends the response, whose status is set, with a page.
     *
     * @param isWithToken whether the request has a token, valid or not
     */
    void reply(HttpServerResponse response, ProblemDocument problem, boolean isWithToken);

    /** Whether the client accepts HTML, as browsers do. */
    static boolean isAcceptedBy(HttpServerRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.contains("text/html");
    }

    /** Whether it is a request for the status page or one of its forms, by a client that accepts HTML. */
    static boolean isFor(HttpServerRequest request) {
        boolean isPage =
                request.path().equals(ServedPaths.ROOT) && !request.method().equals(HttpMethod.POST);
        return (isPage || ServedPaths.isForm(request.path())) && isAcceptedBy(request);
    }
}
