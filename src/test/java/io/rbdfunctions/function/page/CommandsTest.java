package io.rbdfunctions.function.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.status.OrphanImage;
import io.rbdfunctions.status.RestorableImage;
import io.rbdfunctions.status.Trouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    @Test
    void nameTheObject() {
        assertThat(describe("pvc-1")).isEqualTo("kubectl describe pv pvc-1");
        assertThat(describe("shop/data")).isEqualTo("kubectl describe pvc -n shop data");
        assertThat(Commands.inspect(new OrphanImage("kube/team-a/img", "c1", "rbd", null, null)))
                .isEqualTo("post info '{\"storageClassName\":\"rbd\",\"image\":\"img\"}'");
        assertThat(restore("1f", "rbd")).isEqualTo("post restore '{\"storageClassName\":\"rbd\",\"trashId\":\"1f\"}'");
    }

    /** A person would paste it into a shell. */
    @ParameterizedTest
    @ValueSource(strings = {"a'b", "$(reboot)", "a b", "-n", "a;b", "`x`", "a\nb", "", "a\"b", "../x", "a/b/c"})
    void thereIsNoneForAnUnusualName(String name) {
        assertThat(describe(name)).isNull();
        assertThat(Commands.inspect(new OrphanImage("kube/" + name.replace("/", "'"), "c1", "rbd", null, null)))
                .isNull();
        assertThat(restore("1f", name)).isNull();
    }

    @Test
    void thereIsNoneWithoutAClass() {
        assertThat(Commands.inspect(new OrphanImage("kube/img", "c1", null, null, null)))
                .isNull();
        assertThat(restore("1f", null)).isNull();
    }

    private static @Nullable String describe(String object) {
        return Commands.describe(new Trouble(Trouble.Kind.FAILED_VOLUME, object, null, ""));
    }

    private static @Nullable String restore(String id, @Nullable String storageClass) {
        return Commands.restore(
                new RestorableImage("kube", "c1", "x", id, SampleReports.NOW, null, storageClass, null, null));
    }
}
