package io.rbdfunctions.project.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.rbdfunctions.support.manifest.Kustomization;
import io.rbdfunctions.support.manifest.Manifest;
import io.rbdfunctions.support.manifest.ManifestTree;
import io.rbdfunctions.support.manifest.RestrictedPod;
import io.rbdfunctions.support.manifest.Yaml;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The API server rejects pods in the namespace that are not "restricted". */
class PodSecurityTest {
    /** The pods of all installations and examples. */
    static Stream<JsonNode> pods() {
        return ManifestTree.allObjects().stream()
                .flatMap(manifest -> manifest.document().findParents("containers").stream())
                .distinct();
    }

    @Test
    void theNamespaceEnforcesRestricted() {
        assertThat(ManifestTree.allObjects())
                .filteredOn(manifest -> manifest.is("v1/Namespace"))
                .isNotEmpty()
                .extracting(namespace -> namespace.text("/metadata/labels/pod-security.kubernetes.io~1enforce"))
                .containsOnly("restricted");
    }

    @ParameterizedTest
    @MethodSource("pods")
    void everyPodIsRestricted(JsonNode pod) {
        assertThat(new RestrictedPod(pod).violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        hostNetwork              | /hostNetwork                                                | true
        hostPID                  | /hostPID                                                    | true
        hostIPC                  | /hostIPC                                                    | true
        sysctls                  | /securityContext/sysctls                                    | [{name: kernel.msgmax, value: '1'}]
        runAsUser                | /securityContext/runAsUser                                  | 0
        hostPath                 | /volumes/-                                                  | {name: a, hostPath: {path: /}}
        nfs                      | /volumes/-                                                  | {name: a, nfs: {path: /}}
        privileged               | /containers/0/securityContext/privileged                    | true
        allowPrivilegeEscalation | /containers/0/securityContext/allowPrivilegeEscalation      | true
        capabilities/drop        | /containers/0/securityContext/capabilities/drop             | [NET_RAW]
        capabilities/add         | /containers/0/securityContext/capabilities/add              | [SYS_ADMIN]
        procMount                | /containers/0/securityContext/procMount                     | Unmasked
        hostPort                 | /containers/0/ports                                         | [{containerPort: 1, hostPort: 1}]
        runAsNonRoot             | /containers/0/securityContext/runAsNonRoot                  | false
        runAsUser                | /containers/0/securityContext/runAsUser                     | 0
        seccompProfile           | /containers/0/securityContext/seccompProfile                | {type: Unconfined}
        seccompProfile           | /containers/0/securityContext/seccompProfile                | {}
        appArmorProfile          | /containers/0/securityContext/appArmorProfile               | {type: Unconfined}
        hostProcess              | /containers/0/securityContext/windowsOptions                | {hostProcess: true}
        seLinuxOptions           | /containers/0/securityContext/seLinuxOptions                | {type: spc_t}
        seLinuxOptions           | /containers/0/securityContext/seLinuxOptions                | {user: root}
        """)
    void aPodThatIsNotRestrictedIsFound(String violation, String field, String value) {
        Manifest pod = Kustomization.render(ManifestTree.QUICKSTART_CEPH).stream()
                .filter(manifest -> manifest.is("v1/Pod"))
                .findFirst()
                .orElseThrow();

        JsonNode changed = JsonPatch.apply(
                Yaml.document("[{op: add, path: /spec%s, value: %s}]".formatted(field, value)), pod.document());

        assertThat(new RestrictedPod(changed.path("spec")).violations()).containsExactly(violation);
    }
}
