package io.rbdfunctions.support.cluster;

import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;

/**
 * Makes the API server unavailable to the function when the {@link EffectLimit} is reached. Only writes of the function
 * count.
 */
final class EffectLimitedDispatcher extends Dispatcher {
    private final Dispatcher server;

    EffectLimitedDispatcher(Dispatcher server) {
        this.server = server;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        if (EffectLimit.isReached()) {
            return unavailable();
        }
        if ("GET".equals(request.getMethod())) {
            return server.dispatch(request);
        }
        boolean happens = EffectLimit.allow();
        MockResponse answer = happens ? server.dispatch(request) : unavailable();
        return EffectLimit.isReached() ? unavailable() : answer;
    }

    private static MockResponse unavailable() {
        return new MockResponse().setResponseCode(503);
    }
}
