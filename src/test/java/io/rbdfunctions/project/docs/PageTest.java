package io.rbdfunctions.project.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that pages are parsed as a reader sees them, and that blocks without a marking are reported. */
class PageTest {
    private static final String TEXT = """
            # Title
            See [this](a.md#b), `code` and [that](https://example.org/).

            <!-- run: function, given image -->
            ```sh
            post list # [no link](x.md)
            ```

            ```sh
            rm -rf /
            ```
            ## Twice
            ## Twice
            """;

    private final Page page = page(TEXT);

    @Test
    void markingIsTheLineBeforeTheBlock() {
        Block block = page.blocks().getFirst();

        assertThat(block.marking()).isEqualTo(new Marking(Marking.Kind.RUN, "function, given image"));
        assertThat(block.marking().environment()).isEqualTo("function");
        assertThat(block.marking().precondition()).isEqualTo("image");
        assertThat(block.isRunIn("function")).isTrue();
        assertThat(block.isRunIn("session")).isFalse();
        assertThat(block.text()).isEqualTo("post list # [no link](x.md)\n");
        assertThat(block).hasToString("page.md:5");
    }

    @Test
    void missingMarkingIsReported() {
        assertThatIllegalArgumentException()
                .isThrownBy(page.blocks().getLast()::marking)
                .withMessageStartingWith("no marking");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<!-- -->", "<!-- runs: ceph -->", "<!-- tested by: docs/NoSuchTest -->", "run: ceph"})
    void invalidMarkingIsReported(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> Marking.of(line));
    }

    @Test
    void unclosedBlockIsReported() {
        assertThatIllegalStateException().isThrownBy(page("```sh\nls\n")::blocks);
    }

    @Test
    void linksAndCodeInBlocksAreIgnored() {
        assertThat(page.links()).containsExactly("a.md#b", "https://example.org/");
        assertThat(page.code()).containsExactly("code");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            expand, delete, info         | expand-delete-info
            Class parameters and values | class-parameters-and-values
            Convert, for Kubernetes 1.31  | convert-for-kubernetes-131
            Ceph: `pool` & users         | ceph-pool--users
            """)
    void anchorsMatchGitHub(String heading, String anchor) {
        assertThat(page("## " + heading + "\n").anchors()).containsExactly(anchor);
    }

    @Test
    void repeatedHeadingsGetNumberedAnchors() {
        assertThat(page.anchors()).containsExactly("title", "twice", "twice-1");
    }

    private static Page page(String text) {
        return new Page(Path.of("page.md"), text.lines().toList());
    }
}
