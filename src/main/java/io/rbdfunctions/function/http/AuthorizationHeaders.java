package io.rbdfunctions.function.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/**
 * What a request shows to tell who sent it: the values of its Authorization headers.
 *
 * @param values for {@link BearerHeader} alone
 */
record AuthorizationHeaders(List<String> values) {
    /** Takes them away: nothing behind the gate must see them, and be it to log them. */
    static AuthorizationHeaders take(MultiMap headers) {
        AuthorizationHeaders authorizationHeaders =
                new AuthorizationHeaders(List.copyOf(headers.getAll(HttpHeaders.AUTHORIZATION)));
        headers.remove(HttpHeaders.AUTHORIZATION);
        return authorizationHeaders;
    }

    @Override
    public String toString() {
        return "<%d shown>".formatted(values.size());
    }
}
