package io.rbdfunctions.startup;

import com.fasterxml.jackson.databind.util.StdDateFormat;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jboss.logging.Logger;

/** Initializes classes that take long and that the start or the first request needs. */
final class ClassWarmUp {
    static final String CONFIGURATION = "io.quarkus.runtime.generated.SharedConfig";

    private ClassWarmUp() {}

    /** Starts a TLS handshake without a peer. */
    static void tls() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            SSLEngine engine = context.createSSLEngine("localhost", 443);
            engine.setUseClientMode(true);
            SSLParameters parameters = engine.getSSLParameters();
            // Only one key: generating a finite-field key here does not make the next one faster.
            parameters.setNamedGroups(new String[] {"x25519"});
            engine.setSSLParameters(parameters);
            engine.beginHandshake();
            engine.wrap(
                    ByteBuffer.allocate(0),
                    ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
        } catch (GeneralSecurityException | SSLException failure) {
            Logger.getLogger(ClassWarmUp.class).debug("TLS warm-up failed; the first connection reports why", failure);
        }
    }

    /** Initializes the configuration of Quarkus, and date formats, for which the JDK loads calendars and locales. */
    static void values() {
        try {
            Class.forName(CONFIGURATION);
        } catch (ClassNotFoundException _) {
            Logger.getLogger(ClassWarmUp.class).debugf("there is no class %s", CONFIGURATION);
        }
        var _ = new StdDateFormat();
    }
}
