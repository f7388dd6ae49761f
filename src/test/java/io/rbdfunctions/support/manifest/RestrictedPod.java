package io.rbdfunctions.support.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Checks the spec of a pod against the policy "restricted" of the Pod Security Standards of Kubernetes 1.36, including
 * "baseline".
 */
public record RestrictedPod(JsonNode spec) {
    private static final Set<String> VOLUMES = Set.of(
            "name",
            "configMap",
            "csi",
            "downwardAPI",
            "emptyDir",
            "ephemeral",
            "persistentVolumeClaim",
            "projected",
            "secret");
    private static final Set<String> SAFE_SYSCTLS = Set.of(
            "kernel.shm_rmid_forced",
            "net.ipv4.ip_local_port_range",
            "net.ipv4.ip_local_reserved_ports",
            "net.ipv4.ip_unprivileged_port_start",
            "net.ipv4.ping_group_range",
            "net.ipv4.tcp_fin_timeout",
            "net.ipv4.tcp_keepalive_intvl",
            "net.ipv4.tcp_keepalive_probes",
            "net.ipv4.tcp_keepalive_time",
            "net.ipv4.tcp_rmem",
            "net.ipv4.tcp_syncookies",
            "net.ipv4.tcp_wmem");
    private static final Set<String> SELINUX_TYPES =
            Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");

    /** The fields for which the API server would reject the pod. */
    public List<String> violations() {
        List<String> violations = new ArrayList<>();
        for (String field : List.of("hostNetwork", "hostPID", "hostIPC")) {
            add(spec.path(field).asBoolean(), field, violations);
        }
        JsonNode pod = spec.path("securityContext");
        checkContext(pod, violations);
        add(!isIn(SAFE_SYSCTLS, pod.path("sysctls").findValuesAsText("name")), "sysctls", violations);
        spec.path("volumes")
                .forEach(volume -> volume.fieldNames()
                        .forEachRemaining(source -> add(!VOLUMES.contains(source), source, violations)));
        containers().forEach(container -> checkContainer(container, pod, violations));
        return violations;
    }

    private Stream<JsonNode> containers() {
        return Stream.of("initContainers", "containers", "ephemeralContainers")
                .flatMap(field -> StreamSupport.stream(spec.path(field).spliterator(), false));
    }

    private static void checkContainer(JsonNode container, JsonNode pod, List<String> violations) {
        JsonNode own = container.path("securityContext");
        checkContext(own, violations);
        add(own.path("privileged").asBoolean(), "privileged", violations);
        add(own.path("allowPrivilegeEscalation").asBoolean(true), "allowPrivilegeEscalation", violations);
        add(!own.at("/capabilities/drop").toString().contains("\"ALL\""), "capabilities/drop", violations);
        own.at("/capabilities/add")
                .forEach(added -> add(!added.asText().equals("NET_BIND_SERVICE"), "capabilities/add", violations));
        add(!own.path("procMount").asText("Default").equals("Default"), "procMount", violations);
        container.path("ports").forEach(port -> add(port.path("hostPort").asInt() != 0, "hostPort", violations));
        add(!own.path("runAsNonRoot").asBoolean(pod.path("runAsNonRoot").asBoolean()), "runAsNonRoot", violations);
        String seccomp = own.at("/seccompProfile/type")
                .asText(pod.at("/seccompProfile/type").asText());
        add(!Set.of("RuntimeDefault", "Localhost").contains(seccomp), "seccompProfile", violations);
    }

    /** What pods and containers may both set. */
    private static void checkContext(JsonNode context, List<String> violations) {
        add(context.has("runAsUser") && context.path("runAsUser").asInt() == 0, "runAsUser", violations);
        add(context.at("/windowsOptions/hostProcess").asBoolean(), "hostProcess", violations);
        add(context.at("/appArmorProfile/type").asText().equals("Unconfined"), "appArmorProfile", violations);
        JsonNode selinux = context.path("seLinuxOptions");
        add(!SELINUX_TYPES.contains(selinux.path("type").asText()), "seLinuxOptions", violations);
        add(selinux.has("user") || selinux.has("role"), "seLinuxOptions", violations);
    }

    private static boolean isIn(Set<String> allowed, List<String> names) {
        return allowed.containsAll(names);
    }

    private static void add(boolean isViolated, String field, List<String> violations) {
        if (isViolated) {
            violations.add(field);
        }
    }
}
