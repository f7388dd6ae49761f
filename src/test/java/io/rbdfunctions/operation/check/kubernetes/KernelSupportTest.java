package io.rbdfunctions.operation.check.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.PoolName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelSupportTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            layering                                       | 3.10.0-1160.vanilla    | true
            layering,exclusive-lock                        | 4.8.17                 | false
            layering,exclusive-lock                        | 4.9.0-19-amd64         | true
            layering,deep-flatten                          | 5.0.21                 | false
            layering,deep-flatten                          | 5.1.0                  | true
            exclusive-lock,object-map,fast-diff            | 5.2.21-generic         | false
            exclusive-lock,object-map,fast-diff            | 5.3.0                  | true
            exclusive-lock,object-map,fast-diff            | 6.1.0-18-amd64         | true
            exclusive-lock,object-map,fast-diff            | 10.0                   | true
            exclusive-lock,object-map,fast-diff            | 4.18.0-553.el8.x86_64  | true
            exclusive-lock,object-map,fast-diff            | unknown                | true
            """)
    void judgesKernelsByTheirRelease(String features, String kernel, boolean isRecent) {
        var needs = KernelSupport.needs(ImageLayout.of(ImageFeatures.parse(features)));

        assertThat(KernelSupport.tooOld(Map.of("n1", kernel), needs))
                .isEqualTo(isRecent ? List.of() : List.of("n1 (%s)".formatted(kernel)));
    }

    @Test
    void noKernelMapsImagesWithJournaling() {
        assertThat(KernelSupport.isPossible(ImageLayout.of(ImageFeatures.parse("exclusive-lock,journaling"))))
                .isFalse();
        assertThat(KernelSupport.isPossible(ImageLayout.of(ImageFeatures.parse("exclusive-lock"))))
                .isTrue();
    }

    @Test
    void dataPoolsAndStripesNeedKernelsToo() {
        ImageLayout layout =
                new ImageLayout(ImageFeatures.NONE, new PoolName("data"), null, new ImageLayout.Striping(65_536, 4));

        assertThat(KernelSupport.text(KernelSupport.needs(layout)))
                .isEqualTo("dataPool needs Linux 4.11, stripeUnit needs Linux 4.17");
    }
}
