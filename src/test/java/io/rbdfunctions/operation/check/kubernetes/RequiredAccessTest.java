package io.rbdfunctions.operation.check.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rbdfunctions.kubernetes.review.OwnAccess.Action;
import io.rbdfunctions.support.manifest.Kustomization;
import io.rbdfunctions.support.manifest.Manifest;
import io.rbdfunctions.support.manifest.ManifestTree;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RequiredAccessTest {
    private static final String RBAC = "rbac.authorization.k8s.io/v1/";

    /** Otherwise a permission could be missing that the check does not ask for. */
    @Test
    void isWhatTheManifestsGrant() {
        List<Action> granted = Kustomization.render(ManifestTree.ROOT.resolve("parts/identity")).stream()
                .filter(RequiredAccessTest::isOfTheFunctions)
                .flatMap(RequiredAccessTest::actions)
                .toList();

        assertThat(RequiredAccess.all()).containsExactlyInAnyOrderElementsOf(granted);
    }

    private static boolean isOfTheFunctions(Manifest manifest) {
        return manifest.isNamed(RBAC + "ClusterRole", "", "rbd-functions")
                || (manifest.is(RBAC + "Role") && manifest.namespace().equals("rbd-functions"));
    }

    private static Stream<Action> actions(Manifest role) {
        boolean isInOwnNamespace = role.is(RBAC + "Role");
        return role.list("/rules").stream()
                .flatMap(rule -> texts(rule, "apiGroups")
                        .flatMap(group -> texts(rule, "resources")
                                .flatMap(resource -> texts(rule, "verbs")
                                        .map(verb -> new Action(verb, group, resource, isInOwnNamespace)))));
    }

    private static Stream<String> texts(JsonNode rule, String field) {
        return rule.path(field).valueStream().map(JsonNode::asText);
    }
}
