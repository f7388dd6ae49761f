package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.quarkus.kubernetes.client.KubernetesConfigCustomizer;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls fail at once if no cluster is configured. Otherwise the client would look up the name of the API server in a cluster,
 * which can take until a timeout.
 */
@Singleton
final class NoCluster implements KubernetesConfigCustomizer {
    /** The address of the client without a kubeconfig, a service account and settings. */
    private static final String DEFAULT = "https://kubernetes.default.svc";

    /** Nothing listens on this port, which is reserved for tcpmux. */
    private static final String NOWHERE = "127.0.0.1:1";

    @Override
    public void customize(Config config) {
        boolean hasToken = config.getOauthToken() != null || config.getAutoOAuthToken() != null;
        if (config.getMasterUrl().startsWith(DEFAULT) && !hasToken) {
            config.setMasterUrl("http://" + NOWHERE + "/");
            config.setRequestRetryBackoffLimit(0);
        }
    }

    /** Whether calls to the address fail at once. */
    static boolean isNowhere(String url) {
        return url.contains("//" + NOWHERE + "/");
    }

    /** Whether a call failed for this reason. */
    static boolean isCauseOf(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && cause.getMessage().endsWith(NOWHERE)) {
                return true;
            }
        }
        return false;
    }
}
