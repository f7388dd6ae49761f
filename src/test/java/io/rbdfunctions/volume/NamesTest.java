package io.rbdfunctions.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.ClusterId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.validation.InvalidValueException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts each kind of name accepts. All of them become part of argument lists, paths or manifests. */
class NamesTest {
    /** Texts that no kind of name accepts. */
    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "-x",
            "--help",
            "-",
            "a/b",
            "/",
            "a@b",
            "@",
            "a b",
            " a",
            "a ",
            "a\tb",
            "a\nb",
            "a\n",
            "a\r",
            "a\u0000b",
            "a\u001bb",
            "a\u007fb",
            "ünï",
            "а",
            "１",
            "٣",
            "a\u200b",
            "\ufeffa",
            "\ud800",
            ".",
            "..",
            "../a",
            "a%2fb",
            "a;b",
            "a:b",
            "a,b",
            "a=b",
            "$(a)",
            "`a`",
            "a\\b",
            "\"a\"",
            "'a'",
            "a*",
            "a|b",
            "a&b",
            "<a>",
            "a#b");

    record Kind(String name, Function<String, Object> make, int longest, List<String> good, List<String> bad) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("pool", PoolName::new, 128, List.of("kube", "_a", "A.b-c_9", "9"), List.of(".rgw", "-kube")),
                new Kind("image", ImageName::new, 95, List.of("pvc-1", "_a", "A.b-c_9", "a."), List.of(".a", "-a")),
                new Kind("user", CephUser::new, 128, List.of("admin", "kube.1", "_x"), List.of("client.admin", ".a")),
                new Kind("cluster", ClusterId::new, 36, List.of("ceph", "b9127830-b0cc"), List.of("_a", ".a", "-a")),
                new Kind("file system", FileSystemType::new, 32, List.of("ext4", "xfs"), List.of("_a", "ext4 -x")),
                new Kind("uid", Uid::new, 63, List.of("0", "1c-2"), List.of("A", "a-", "-a", "a.b", "a_b")),
                new Kind(
                        "object",
                        ObjectName::new,
                        253,
                        List.of("a", "a-b.c-d", "0"),
                        List.of("A", "a..b", "a.", "a_")));
    }

    static Stream<Arguments> accepted() {
        return kinds().flatMap(kind -> Stream.concat(kind.good().stream(), Stream.of("a".repeat(kind.longest())))
                .map(text -> Arguments.of(kind, text)));
    }

    static Stream<Arguments> refused() {
        return kinds().flatMap(kind -> Stream.of(HOSTILE, kind.bad(), List.of("a".repeat(kind.longest() + 1)))
                .flatMap(List::stream)
                .map(text -> Arguments.of(kind, text)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void accepted(Kind kind, String text) {
        assertThat(kind.make().apply(text)).hasToString(text);
    }

    @ParameterizedTest(name = "{0} #{index}")
    @MethodSource
    void refused(Kind kind, String text) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> kind.make().apply(text))
                .satisfies(refusal -> assertThat(refusal.getMessage())
                        .startsWith("invalid ")
                        .matches("(?:[^\\p{C}\\p{Z}]| ){1,400}"));
    }

    @Test
    void namesTheImageOfAClaimAsTheReplacedSystemsDo() {
        var name = ImageName.ofClaim(new Uid("1c4f"));

        assertThat(name).hasToString("kubernetes-dynamic-pvc-1c4f");
        assertThat(name.isProvisioned()).isTrue();
        assertThat(new ImageName("vm-disk-1").isProvisioned()).isFalse();
        assertThat(ImageName.ofClaim(new Uid("a".repeat(63))).value()).hasSize(86);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes-dynamic-pvc-", "csi-vol-"})
    void imagesBesidesThatOfAVolumeAreNoneOfVolumes(String prefix) {
        String image = prefix + "6b23aa07-5d5a-4b8a-a4af-c265031d9c4b";
        assertThat(ImageName.uidIn(image)).contains("6b23aa07-5d5a-4b8a-a4af-c265031d9c4b");
        for (String suffix : List.of("-temp", "-rollback", "-before")) {
            assertThat(ImageName.uidIn(image + suffix)).isEmpty();
            assertThat(ImageName.isPurgeable(image + suffix)).isTrue();
        }
    }

    @Test
    void randomUidsDiffer() {
        assertThat(Uid.random()).isNotEqualTo(Uid.random());
    }

    @Test
    void joinsPairsWithASlash() {
        assertThat(ImageRef.of("kube", "a")).hasToString("kube/a");
        assertThat(ObjectKey.of("shop", "data")).hasToString("shop/data");
        assertThat(new ClaimRef(ObjectKey.of("shop", "data"), new Uid("1"))).hasToString("shop/data");
    }
}
