package io.rbdfunctions.operation.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CallerRoleTest {
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "post, /,          rbd-functions-events",
        "get,  /,          rbd-functions-viewer",
        "post, /info,      rbd-functions-viewer",
        "post, /list,      rbd-functions-viewer",
        "post, /convert,   rbd-functions-viewer",
        "post, /provision, rbd-functions-provisioner",
        "post, /expand,    rbd-functions-provisioner",
        "post, /check,     rbd-functions-provisioner",
        "post, /delete,    rbd-functions-operator",
        "post, /sweep,     rbd-functions-operator"
    })
    void isTheOneWithTheLeastPermissions(String verb, String path, String role) {
        assertThat(CallerRole.with(new Permission(verb, path))).hasToString(role);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "jane,                                --user=jane",
        "system:serviceaccount:ci:bot,        --serviceaccount=ci:bot",
        "'x; rm -rf ~',                       --user=USER",
        "'',                                  --user=USER"
    })
    void bindsOnlyNamesThatAShellReadsAsTheyAre(String user, String subject) {
        assertThat(CallerRole.VIEWER.binding(new Caller(user)))
                .isEqualTo("kubectl create clusterrolebinding NAME --clusterrole=rbd-functions-viewer " + subject);
    }
}
