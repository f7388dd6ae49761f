package io.rbdfunctions.startup;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jboss.logging.Logger;

/**
 * Starts a TLS handshake without a peer, so that the JDK initializes its TLS classes in the background instead of during the
 * first connection to the API server.
 */
final class TlsWarmUp {
    private static final String HOST = "localhost";

    private TlsWarmUp() {}

    static void run() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            SSLEngine engine = context.createSSLEngine(HOST, 443);
            engine.setUseClientMode(true);
            SSLParameters parameters = engine.getSSLParameters();
            // Only one key: generating a finite-field key here does not make the next one faster.
            parameters.setNamedGroups(new String[] {"x25519"});
            engine.setSSLParameters(parameters);
            engine.beginHandshake();
            ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            engine.wrap(ByteBuffer.allocate(0), hello);
        } catch (GeneralSecurityException | SSLException failure) {
            // The first connection reports the problem.
            Logger.getLogger(TlsWarmUp.class).debug("TLS warm-up failed", failure);
        }
    }
}
