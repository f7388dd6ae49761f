package io.rbdfunctions.support.cluster;

import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;

/** The API server as the function sees it through a {@link EffectLimit}. What tests write themselves is no effect. */
final class EffectLimitedDispatcher extends Dispatcher {
    private final Dispatcher server;

    EffectLimitedDispatcher(Dispatcher server) {
        this.server = server;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        if (EffectLimit.isBlown()) {
            return unavailable();
        }
        if ("GET".equals(request.getMethod())) {
            return server.dispatch(request);
        }
        boolean happens = EffectLimit.lets();
        MockResponse answer = happens ? server.dispatch(request) : unavailable();
        return EffectLimit.isBlown() ? unavailable() : answer;
    }

    private static MockResponse unavailable() {
        return new MockResponse().setResponseCode(503);
    }
}
