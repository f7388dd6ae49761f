package io.rbdfunctions.function.http;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * Sends an answer to a request that may not have been read to its end: the rest is thrown away as it comes. Whoever does
 * not stop sending soon is cut off; not at once, since the answer would be lost with the connection.
 */
final class EarlyResponse {
    /** What is on its way already arrives within this, and the connection can go on. */
    private static final long SOON_MILLIS = 100;
    /** Time to read an answer. */
    private static final long AT_LAST_MILLIS = 1000;
    /** Rests that are waited for, in bytes. */
    private static final long SMALL = 64 << 10;
    /** Of a number that is a long. */
    private static final int DIGITS = 18;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Buffer body;
    private boolean isBegun;
    private boolean isOver;

    private EarlyResponse(RoutingContext context, Buffer body) {
        this.vertx = context.vertx();
        this.request = context.request();
        this.response = context.response();
        this.body = body;
    }

    /** On the request's own thread. */
    static void end(RoutingContext context, Buffer body) {
        new EarlyResponse(context, body).run();
    }

    private void run() {
        if (request.isEnded()) {
            response.end(body);
            return;
        }
        if (request.version() == HttpVersion.HTTP_2) {
            // Nothing more of this stream; what was sent of it is dropped, within its window.
            response.end(body).onComplete(_ -> response.reset(0));
            return;
        }
        request.exceptionHandler(_ -> isOver = true);
        request.handler(_ -> {}).endHandler(_ -> finish());
        if (isLong()) {
            begin();
        } else {
            vertx.setTimer(SOON_MILLIS, _ -> begin());
        }
        request.resume();
    }

    /** Whoever waits for a word before sending, or has much to send, is answered at once. */
    private boolean isLong() {
        MultiMap headers = request.headers();
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        return headers.contains(HttpHeaders.EXPECT)
                || headers.contains(HttpHeaders.TRANSFER_ENCODING)
                || (length != null && (length.length() > DIGITS || Long.parseLong(length) > SMALL));
    }

    /** The whole answer, but for its end, with which the connection may be closed. */
    private void begin() {
        if (isOver) {
            return;
        }
        isBegun = true;
        response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()))
                .write(body);
        vertx.setTimer(AT_LAST_MILLIS, _ -> finish());
    }

    private void finish() {
        if (isOver) {
            return;
        }
        isOver = true;
        if (isBegun) {
            response.end().onComplete(_ -> request.connection().close());
        } else {
            response.end(body);
        }
    }
}
