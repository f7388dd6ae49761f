package io.rbdfunctions.observability;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Who may vouch for a collector that speaks TLS. */
record CollectorTrust(SSLContext context, X509TrustManager manager) {
    /**
     * Those whose certificates a file holds.
     *
     * @param authorities in PEM, or a key store that needs no password
     * @throws IllegalStateException when they cannot be read, or are none
     */
    static CollectorTrust in(Path authorities) {
        try {
            X509TrustManager manager = manager(store(authorities));
            if (manager.getAcceptedIssuers().length == 0) {
                throw new GeneralSecurityException("it holds no certificate");
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            return new CollectorTrust(context, manager);
        } catch (GeneralSecurityException | IOException | IllegalArgumentException failure) {
            throw new IllegalStateException(
                    "rbd-functions.tracing.authorities: no certificates in PEM, and no key store without a password: "
                            + authorities,
                    failure);
        }
    }

    private static KeyStore store(Path authorities) throws GeneralSecurityException, IOException {
        try {
            return KeyStore.getInstance(authorities.toFile(), (char[]) null);
        } catch (KeyStoreException _) {
            return pem(authorities);
        }
    }

    private static KeyStore pem(Path authorities) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream file = Files.newInputStream(authorities)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                store.setCertificateEntry(Integer.toString(store.size()), certificate);
            }
        }
        return store;
    }

    private static X509TrustManager manager(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("the JDK has no trust manager for certificates"));
    }
}
