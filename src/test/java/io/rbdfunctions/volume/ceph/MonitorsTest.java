package io.rbdfunctions.volume.ceph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.rbdfunctions.volume.validation.InvalidValueException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorsTest {
    static Stream<Arguments> parsesAddressesInTheirOrder() {
        return Stream.of(
                row("10.0.7.52:6789", "10.0.7.52:6789"),
                row("b:6789,a:6789,b:6789", "b:6789", "a:6789", "b:6789"),
                row("mon.ceph.svc", "mon.ceph.svc"),
                row("my_mon-1:3300", "my_mon-1:3300"),
                row("v1:10.0.0.1:6789,v2:10.0.0.1:3300", "v1:10.0.0.1:6789", "v2:10.0.0.1:3300"),
                row("[fd00::1]:6789", "[fd00::1]:6789"),
                row("v2:[fd00::1]:3300/0", "v2:[fd00::1]:3300/0"),
                row("10.0.0.1:6789/1234567890", "10.0.0.1:6789/1234567890"),
                row("[::ffff:10.0.0.1]", "[::ffff:10.0.0.1]"),
                row(
                        "[v2:10.0.0.1:3300/0,v1:10.0.0.1:6789/0],[v2:10.0.0.2:3300,v1:10.0.0.2:6789]",
                        "[v2:10.0.0.1:3300/0,v1:10.0.0.1:6789/0]",
                        "[v2:10.0.0.2:3300,v1:10.0.0.2:6789]"),
                row("[v2:[fd00::1]:3300,v1:[fd00::1]:6789],a", "[v2:[fd00::1]:3300,v1:[fd00::1]:6789]", "a"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void parsesAddressesInTheirOrder(String text, List<String> addresses) {
        var monitors = Monitors.parse(text);

        assertThat(monitors.addresses()).isEqualTo(addresses);
        assertThat(monitors.joined()).isEqualTo(text);
        assertThat(monitors).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",",
                "a,",
                ",a",
                "a,,b",
                "a, b",
                "a b",
                " a",
                "a ",
                "a\n",
                "a\n,b",
                "-a",
                "--help",
                "a:",
                ":6789",
                "a:port",
                "a:123456",
                "v3:a:1",
                "v1:",
                "a@b",
                "a;b",
                "a/b",
                "a:1/",
                "a:1/x",
                "[",
                "[]",
                "[a",
                "a]",
                "[a,]",
                "[a],",
                "[a b]",
                "[[a]]",
                "[fd00::1",
                "fd00::1",
                "[zz::1]:1",
                "ünï",
                "٣",
                "a\u0000",
                "a:٣",
                "[v2:a:1,v1:a:2",
                "[v2:a:1 v1:a:2]",
                "http://a:1"
            })
    void rejectsOtherText(String text) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Monitors.parse(text))
                .withMessageStartingWith("invalid monitor address in \"")
                .withMessageContaining("separated by commas without blanks");
    }

    @Test
    void rejectsAnEmptyList() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Monitors.parse(""))
                .withMessage("missing Ceph monitors");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new Monitors(List.of()))
                .withMessage("missing Ceph monitors");
    }

    @Test
    void rejectsTwoAddressesInOne() {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> new Monitors(List.of("a,b")));
    }

    @Test
    void takes64AndNoMore() {
        assertThat(Monitors.parse("a,".repeat(63) + "a").addresses()).hasSize(64);
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Monitors.parse("a,".repeat(64) + "a"))
                .withMessage("too many Ceph monitors: at most 64");
    }

    static Stream<String> rejectsLongTextQuickly() {
        return Stream.of(
                "a".repeat(8192),
                "[".repeat(8192),
                "[a,".repeat(2700),
                "[" + "a,".repeat(4095),
                "a,".repeat(4096),
                "[" + "a,".repeat(4094) + "a]",
                "v1:".repeat(2730),
                "0".repeat(254) + ":",
                "[" + ":".repeat(8000),
                "a".repeat(1_000_000),
                "a/1".repeat(2730),
                "v1:a:1/1,".repeat(900) + "!");
    }

    @ParameterizedTest(name = "#{index}")
    @MethodSource
    void rejectsLongTextQuickly(String text) {
        assertTimeoutPreemptively(
                Duration.ofMillis(500),
                () -> assertThatExceptionOfType(InvalidValueException.class)
                        .isThrownBy(() -> Monitors.parse(text))
                        .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(400)));
    }

    private static Arguments row(String text, String... addresses) {
        return Arguments.of(text, List.of(addresses));
    }
}
