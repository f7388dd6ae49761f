package io.rbdfunctions.operation.check.ceph;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.operation.check.Finding;
import io.rbdfunctions.operation.check.Finding.Result;
import io.rbdfunctions.operation.check.TestContext;
import io.rbdfunctions.rbd.CephMonitors;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.monitor.MonitorCommand;
import io.rbdfunctions.rbd.monitor.MonitorCommand.ReadUsage;
import io.rbdfunctions.rbd.monitor.PoolState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomStepTest {
    private static final long GIBIBYTE = 1L << 30;

    /** Of the data pool. Quota, stored and available in GiB; no available room is no report of a manager. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hashpspool            | 0  | 5  | 7 | PASSED | data: 7168Mi free
            hashpspool            | 10 | 5  | 7 | PASSED | data: 7168Mi free, 5120Mi of the quota of 10240Mi used
            hashpspool            | 10 | 10 | 7 | FAILED | the quota of the pool data is used up (10240Mi)
            hashpspool,full_quota | 0  | 1  | 7 | FAILED | the quota of the pool data is used up
            hashpspool            | 0  | 5  | 0 | FAILED | the pool data is full
            hashpspool,full       | 0  |    |   | FAILED | the pool data is full
            hashpspool            | 10 |    |   | PASSED | data: not full (10240Mi); how much is free is not known
            """)
    void judgesEachPool(
            String flags, long quota, @Nullable Long stored, @Nullable Long available, Result result, String words) {
        var parameters = TestContext.parameters(Map.of("dataPool", "data"));
        List<PoolState> pools = List.of(
                new PoolState("kube", false, Set.of("rbd"), Set.of("hashpspool"), 0),
                new PoolState("data", true, Set.of("rbd"), Set.of(flags.split(",", -1)), quota * GIBIBYTE));

        Finding finding = new RoomStep(reporting(stored, available)).run(TestContext.of(parameters, pools));

        assertThat(finding.result()).isEqualTo(result);
        assertThat(finding.detail()).contains(words);
    }

    @ParameterizedTest
    @CsvSource({"hashpspool, PASSED", "full, FAILED"})
    void oneOfSeveralPoolsHasToHaveRoom(String flags, Result result) {
        var inEachPool =
                List.of(TestContext.parameters(Map.of("pool", "data")), TestContext.parameters(Map.of("pool", "kube")));
        List<PoolState> pools = List.of(
                new PoolState("data", false, Set.of("rbd"), Set.of("full"), 0),
                new PoolState("kube", false, Set.of("rbd"), Set.of(flags), 0));

        Finding finding = new RoomStep(reporting(null, null)).run(TestContext.of(inEachPool, pools));

        assertThat(finding.result()).isEqualTo(result);
    }

    private static CephMonitors reporting(@Nullable Long stored, @Nullable Long available) {
        String usage =
                stored == null || available == null ? "" : """
                {"name":"data","stats":{"stored":%d,"max_avail":%d}},
                """.formatted(stored * GIBIBYTE, available * GIBIBYTE);
        return new CephMonitors() {
            @Override
            public <A> A run(Session session, MonitorCommand<A> command) {
                assertThat(command).isInstanceOf(ReadUsage.class);
                return command.read("{\"pools\":[%s{\"name\":\"kube\",\"stats\":{\"stored\":1,\"max_avail\":9}}]}"
                        .formatted(usage));
            }
        };
    }
}
