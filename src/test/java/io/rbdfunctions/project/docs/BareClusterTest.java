package io.rbdfunctions.project.docs;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rbdfunctions.support.ceph.CommandResult;
import io.rbdfunctions.support.ceph.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the pages' commands that need only an API server and a controller manager, in order, on a control plane that the test
 * starts. Skipped if its programs are not on the PATH. Never uses an existing cluster.
 */
class BareClusterTest {
    private static final List<String> PROGRAMS =
            List.of("etcd", "kube-apiserver", "kube-controller-manager", "kubectl", "jq", "openssl");

    /** What the pages assume to exist. */
    private static final String SETUP = """
        set -euo pipefail
        export PV=pvc-old
        kubectl create namespace ci
        kubectl -n ci create serviceaccount volumes
        kubectl apply -f k8s/examples/storageclass-in-tree.yaml
        kubectl apply -f - <<END
        apiVersion: v1
        kind: PersistentVolume
        metadata:
          name: $PV
          annotations:
            pv.kubernetes.io/provisioned-by: rbdfunctions.io/rbd
            rbdfunctions.io/admin-id: admin
          finalizers: [rbdfunctions.io/image]
        spec:
          capacity: {storage: 1Gi}
          accessModes: [ReadWriteOnce]
          storageClassName: none
          rbd: {monitors: ["10.0.7.52:6789"], image: kubernetes-dynamic-pvc-old, pool: kube}
        END
        """;

    private static final String CHECKS = """
        kubectl get pv -o json | jq -e '.items[0].metadata.annotations["rbdfunctions.io/admin-id"] == "rbd-functions-2"'
        kubectl get pv -o json | jq -e '.items[0].metadata.finalizers == ["kubernetes.io/pv-protection"]'
        kubectl get storageclass rbd -o json | jq -e '.provisioner == "rbdfunctions.io/rbd"'
        kubectl -n kube-system get secret ceph-admin -o json | jq -e '.data.key == ("AQBnew==" | @base64)'
        """;

    /** Replaces Ceph's command and prints a fake key for each user. */
    private static final String CEPH = """
        #!/bin/sh
        case "$*" in
          'auth get-key client.rbd-functions-2') printf AQBnew== ;;
          'auth get-key client.'*) printf AQBold== ;;
          *) exit 1 ;;
        esac
        """;

    @TempDir
    private Path directory;

    @Test
    void commandsSucceed() throws IOException {
        assumeTrue(PROGRAMS.stream().allMatch(BareClusterTest::isInstalled), "needs " + PROGRAMS + " on the PATH");
        List<Block> blocks = Page.allBlocks()
                .filter(block -> block.marking().environment().equals("bare cluster"))
                .toList();
        Path ceph = Files.writeString(directory.resolve("ceph"), CEPH);
        assertThat(ceph.toFile().setExecutable(true)).isTrue();

        CommandResult commandResult = Commands.run(
                List.of("src/dev/kubernetes/with-kubernetes", "bash", "-c", script(blocks)),
                "",
                Map.of("PATH", directory + ":" + System.getenv("PATH")));

        assertThat(blocks).hasSizeGreaterThan(8);
        assertThat(commandResult.exitCode())
                .as(commandResult.stdout() + commandResult.stderr())
                .isZero();
        assertThat(commandResult.stdout() + commandResult.stderr()).doesNotContain("AQB");
    }

    private static String script(List<Block> blocks) {
        return SETUP
                + blocks.stream()
                        .map(block -> "echo '=== %s'%n%s%n%s".formatted(block, prepare(block), block.text()))
                        .collect(joining())
                + CHECKS;
    }

    private static String prepare(Block block) {
        return switch (block.marking().precondition()) {
            case "" -> "";
            case "no Secrets" -> "kubectl -n kube-system delete secret ceph-admin ceph-node --ignore-not-found";
            default -> throw new IllegalArgumentException("unknown precondition: " + block.marking());
        };
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(":", -1))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, program)));
    }
}
