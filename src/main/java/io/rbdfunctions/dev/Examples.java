package io.rbdfunctions.dev;

import java.util.Map;

/** Example commands for a shell. */
final class Examples {
    private Examples() {}

    /** Formats the commands; the text contains no keys. */
    static String of(int port, Map<String, String> variables) {
        return """
                A throw-away Ceph runs at %2$s, pool %3$s. Try:

                P='"parameters":{"monitors":"%2$s","pool":"%3$s","adminId":"admin","adminSecretName":"ceph-admin","adminSecretNamespace":"kube-system","userId":"%4$s","userSecretName":"ceph-user"}'
                post() { curl -sS -H 'Content-Type: application/json' -d "$2" localhost:%1$d/$1; echo; }
                post provision '{"pvName":"data-1","size":"1Gi",'"$P"'}'
                post expand '{"pvName":"data-1","size":"3Gi",'"$P"'}'
                post info '{"pvName":"data-1",'"$P"'}'
                post list "{$P}"
                post delete '{"pvName":"data-1",'"$P"'}'
                rbd -c %5$s ls -l --pool %3$s
                """.formatted(
                        port,
                        variables.get("CEPH_MONITORS"),
                        variables.get("CEPH_POOL"),
                        variables.get("CEPH_USER_ID"),
                        variables.get("CEPH_CONF"));
    }
}
