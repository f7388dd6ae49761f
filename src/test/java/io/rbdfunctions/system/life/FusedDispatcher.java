package io.rbdfunctions.system.life;

import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;

/** The API server as the function sees it through a {@link Fuse}. What tests write themselves is no effect. */
final class FusedDispatcher extends Dispatcher {
    private final Dispatcher server;

    FusedDispatcher(Dispatcher server) {
        this.server = server;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        if (Fuse.isBlown()) {
            return unavailable();
        }
        if ("GET".equals(request.getMethod())) {
            return server.dispatch(request);
        }
        boolean happens = Fuse.lets();
        MockResponse answer = happens ? server.dispatch(request) : unavailable();
        return Fuse.isBlown() ? unavailable() : answer;
    }

    private static MockResponse unavailable() {
        return new MockResponse().setResponseCode(503);
    }
}
