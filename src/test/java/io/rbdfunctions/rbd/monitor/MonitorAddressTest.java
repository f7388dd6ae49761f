package io.rbdfunctions.rbd.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonitorAddressTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10.0.7.52                                   | 10.0.7.52 3300, 10.0.7.52 6789
            10.0.7.52:6790                              | 10.0.7.52 6790
            mon-a.ceph:6789                             | mon-a.ceph 6789
            v1:10.0.7.52                                | 10.0.7.52 6789
            v2:10.0.7.52                                | 10.0.7.52 3300
            v2:10.0.7.52:3301/0                         | 10.0.7.52 3301
            [2001:db8::1]:6789                          | 2001:db8::1 6789
            v2:[2001:db8::1]                            | 2001:db8::1 3300
            [v2:10.0.7.52:3300,v1:10.0.7.52:6789]       | 10.0.7.52 3300, 10.0.7.52 6789
            [v2:[2001:db8::1]:3300,v1:[2001:db8::1]:1/0] | 2001:db8::1 3300, 2001:db8::1 1
            """)
    void findsHostsAndPorts(String monitor, String places) {
        assertThat(MonitorAddress.of(monitor).stream()
                        .map(place -> place.host() + " " + place.port())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(places);
    }

    @ParameterizedTest
    @CsvSource("10.0.7.52:99999")
    void leavesOutPortsThatDoNotExist(String monitor) {
        assertThat(MonitorAddress.of(monitor)).isEmpty();
    }
}
