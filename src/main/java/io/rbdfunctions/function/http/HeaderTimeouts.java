package io.rbdfunctions.function.http;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import java.time.Duration;

/**
 * Gives each connection of the server its {@link HeaderTimeout}. Netty finds it among the services, where its system property
 * says so; neither Vert.x nor Quarkus has a limit for heads that drip.
 */
public final class HeaderTimeouts extends ChannelInitializerExtension {
    private static volatile Duration head = Duration.ZERO;
    private static volatile Duration idle = Duration.ZERO;

    /** Before Netty is used. */
    public static void enable() {
        System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }

    /** Before there is a server. */
    static void limit(HttpConfig config) {
        head = config.headTimeout();
        idle = config.idleTimeout();
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        if (head.isPositive()) {
            channel.pipeline().addFirst(new HeaderTimeout(channel, head, idle));
        }
    }
}
