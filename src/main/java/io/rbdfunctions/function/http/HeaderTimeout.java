package io.rbdfunctions.function.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection on which the head of a request does not arrive in time, however it drips, or on which nothing at all
 * arrives for long. While a request is worked on it may take as long as it does. Used by its channel's thread alone.
 */
final class HeaderTimeout extends ChannelInboundHandlerAdapter {
    private static final AttributeKey<HeaderTimeout> KEY = AttributeKey.valueOf(HeaderTimeout.class, "watch");

    private enum State {
        IDLE,
        HEAD,
        REQUEST
    }

    private final Channel channel;
    private final Duration head;
    private final Duration idle;
    private State state = State.IDLE;
    private int requests;
    private boolean isShared;
    private @Nullable ScheduledFuture<?> end;

    HeaderTimeout(Channel channel, Duration head, Duration idle) {
        this.channel = channel;
        this.head = head;
        this.idle = idle;
        channel.attr(KEY).set(this);
    }

    /** That of the request's connection; none where the server was not extended by it. */
    static Optional<HeaderTimeout> of(HttpServerRequest request) {
        return request.connection() instanceof ConnectionBase connection
                ? Optional.ofNullable(connection.channel().attr(KEY).get())
                : Optional.empty();
    }

    /**
     * A head has arrived.
     *
     * @param shared whether the connection is for several requests at once, and for words between them (HTTP/2)
     */
    void begin(boolean shared) {
        isShared = shared;
        requests++;
        enter(State.REQUEST, null);
    }

    /** Its request was answered. */
    void end() {
        requests--;
        if (requests == 0 && channel.isActive()) {
            enter(State.IDLE, idle);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        enter(State.HEAD, head);
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (state == State.IDLE) {
            if (isShared) {
                enter(State.IDLE, idle);
            } else {
                enter(State.HEAD, head);
            }
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        enter(State.REQUEST, null);
        context.fireChannelInactive();
    }

    private void enter(State next, @Nullable Duration limit) {
        state = next;
        if (end != null) {
            end.cancel(false);
        }
        end = limit == null ? null : channel.eventLoop().schedule(this::close, limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void close() {
        var _ = channel.close();
    }
}
