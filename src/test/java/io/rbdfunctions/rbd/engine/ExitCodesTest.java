package io.rbdfunctions.rbd.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.command.Create;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.ListCommand;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Remove;
import io.rbdfunctions.rbd.command.Resize;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExitCodesTest {
    private static final ImageRef IMAGE = ImageRef.of("kube", "img");
    private static final RbdCommand<?> RESIZE = new Resize(IMAGE, Capacity.ofMebibytes(2048));
    private static final List<RbdCommand<?>> OTHERS =
            List.of(new Create(IMAGE, Capacity.ofMebibytes(8), ImageLayout.PLAIN), new Info(IMAGE), new Remove(IMAGE));

    static Stream<RecordedFailure> failures() {
        return RecordedFailure.all().filter(recorded -> !recorded.expected().equals("success"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void classifiesRecordedFailures(RecordedFailure recorded) {
        assertThat(ExitCodes.classify(recorded.parsed(), recorded.exitCode(), recorded.output()))
                .isEqualTo(RbdError.valueOf(recorded.expected()));
        assertThat(ExitCodes.isSuccess(RESIZE, recorded.exitCode(), recorded.output()))
                .isFalse();
    }

    @Test
    void aResizeToTheSameSizeIsASuccess() {
        var same = RecordedFailure.all()
                .filter(recorded -> recorded.expected().equals("success"))
                .toList();

        assertThat(same).singleElement().satisfies(recorded -> {
            assertThat(ExitCodes.isSuccess(RESIZE, recorded.exitCode(), recorded.output()))
                    .isTrue();
            assertThat(OTHERS).noneMatch(other -> ExitCodes.isSuccess(other, recorded.exitCode(), recorded.output()));
        });
    }

    @Test
    void aListWithoutItsLastImageIsASuccess() {
        String output = "rbd: error opening half: (2) No such file or directory\n"
                + "rbd: listing images failed: (2) No such file or directory\n[]";
        RbdCommand<?> list = new ListCommand.Sizes(IMAGE.poolSpec());

        assertThat(ExitCodes.isSuccess(list, 2, output)).isTrue();
        assertThat(ExitCodes.isSuccess(list, 2, "rbd: error opening pool 'half': (2) No such file or directory"))
                .isFalse();
        assertThat(OTHERS).noneMatch(other -> ExitCodes.isSuccess(other, 2, output));
    }

    @Test
    void exitCodeZeroIsASuccess() {
        assertThat(OTHERS).allMatch(command -> ExitCodes.isSuccess(command, 0, "rbd: error opening image img: (2)"));
    }

    /** Exit codes that are hard to reproduce on a cluster, or that differ by release. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "1   | rbd: create error: (1) Operation not permitted           | DENIED",
                "2   | ''                                                       | UNKNOWN",
                "2   | rbd: something else                                      | UNKNOWN",
                "13  | rbd: error opening image img: (13) Permission denied      | DENIED",
                "28  | rbd: create error: (28) No space left on device          | NO_SPACE",
                "122 | rbd: create error: (122) Disk quota exceeded             | NO_SPACE",
                "107 | rbd: delete error: (107) Transport endpoint is not connected | UNREACHABLE",
                "108 | rbd: error opening image img: (108) Cannot send after transport endpoint shutdown | UNREACHABLE",
                "111 | rbd: couldn't connect to the cluster!                    | UNREACHABLE",
                "113 | rbd: couldn't connect to the cluster!                    | UNREACHABLE",
                "5   | rbd: create error: (5) Input/output error                | UNKNOWN",
                "30  | rbd: resize error: (30) Read-only file system            | LOCKED",
                "38  | rbd: create error: (38) Function not implemented         | UNKNOWN",
                "127 | rbd: error while loading shared libraries: librbd.so.1   | UNKNOWN",
                "137 | ''                                                       | UNKNOWN",
                "255 | ''                                                       | UNKNOWN"
            })
    void classifiesOtherExitCodes(int exitCode, String output, RbdError expected) {
        assertThat(ExitCodes.classify(RESIZE, exitCode, output)).isEqualTo(expected);
    }
}
