package io.rbdfunctions.startup;

import io.netty.handler.ssl.JdkSslContext;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jboss.logging.Logger;

/**
 * Begins a handshake with nobody. What the JDK looks up and computes for its first one would else be done while the first
 * request waits for the API server; the application's start leaves a processor idle for it.
 */
final class TlsWarmUp {
    private static final String SOMEBODY = "localhost";

    private TlsWarmUp() {}

    static void run() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            SSLEngine engine = context.createSSLEngine(SOMEBODY, 443);
            engine.setUseClientMode(true);
            SSLParameters cheap = engine.getSSLParameters();
            cheap.setNamedGroups(new String[] {"x25519"}); // A key of the other kind takes as long the second time.
            engine.setSSLParameters(cheap);
            engine.beginHandshake();
            ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            engine.wrap(ByteBuffer.allocate(0), hello);
            loadDefaults();
        } catch (GeneralSecurityException | SSLException | IllegalAccessException failure) {
            // Whoever needs TLS will tell what is wrong with it.
            Logger.getLogger(TlsWarmUp.class).debug("no TLS to warm up", failure);
        }
    }

    /** Netty asks the JDK for its defaults. */
    private static void loadDefaults() throws IllegalAccessException {
        MethodHandles.lookup().ensureInitialized(JdkSslContext.class);
    }
}
