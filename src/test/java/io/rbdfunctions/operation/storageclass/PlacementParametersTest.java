package io.rbdfunctions.operation.storageclass;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.placement.PoolCandidate;
import io.rbdfunctions.volume.placement.PoolChoices;
import io.rbdfunctions.volume.placement.PoolSelection;
import io.rbdfunctions.volume.validation.Violations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementParametersTest {
    /** As the documentation of ceph-csi has it. */
    private static final String CONSTRAINED = """
            [{"poolName":"pool0","dataPool":"ec-pool0","domainSegments":[
               {"domainLabel":"region","value":"east"},{"domainLabel":"zone","value":"zone1"}]},
             {"poolName":"pool1","domainSegments":[{"domainLabel":"zone","value":"zone2"}]}]
            """;

    private static final Map<String, String> CLASS = Map.of(
            "monitors", "10.0.7.52:6789",
            "clusterID", "c1",
            "adminSecretName", "ceph-admin",
            "nodeStageSecretName", "stage");

    @Test
    void readsTheListOfCephCsi() {
        PoolChoices choices = choices(Map.of("topologyConstrainedPools", CONSTRAINED));

        assertThat(choices.selection()).isEqualTo(PoolSelection.FIRST_WITH_ROOM);
        assertThat(choices.candidates()).extracting(pool -> pool.pool().value()).containsExactly("pool0", "pool1");
        assertThat(choices.candidates().get(0).domains()).isEqualTo(Map.of("region", "east", "zone", "zone1"));
        assertThat(choices.candidates().get(0).storage()).hasToString("ec-pool0");
        assertThat(choices.candidates().get(1).dataPool()).isNull();
    }

    @Test
    void readsNames() {
        PoolChoices choices =
                choices(Map.of("Pools", "fast-1, fast-2", "poolSelection", "round-robin", "fullRatio", "0.9"));

        assertThat(choices.candidates()).extracting(pool -> pool.pool().value()).containsExactly("fast-1", "fast-2");
        assertThat(choices.selection()).isEqualTo(PoolSelection.ROUND_ROBIN);
        assertThat(choices.fullRatio().value()).isEqualTo(0.9);
        assertThat(choices(Map.of("pools", "a,b")).selection()).isEqualTo(PoolSelection.MOST_FREE);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', textBlock = """
        pools                    | a,                     | parameters.pools: invalid pool name "": use 1 to 128
        pools                    | a,a                    | parameters.pools: invalid pools: a pool is named twice
        pools                    | a/b                    | parameters.pools: invalid pool name "a/b"
        topologyConstrainedPools | x                      | parameters.topologyConstrainedPools: invalid topologyConstrainedPools: it is no JSON
        topologyConstrainedPools | []                     | parameters.topologyConstrainedPools: invalid topologyConstrainedPools: it is not a list of pools
        topologyConstrainedPools | [{}]                   | parameters.topologyConstrainedPools: invalid topologyConstrainedPools: poolName is missing
        topologyConstrainedPools | [{"poolName":"a"}]     | parameters.topologyConstrainedPools: invalid topologyConstrainedPools: a pool has no domainSegments
        topologyConstrainedPools | [{"poolName":"a","domainSegments":[{"domainLabel":"z"}]}] | parameters.topologyConstrainedPools: invalid topologyConstrainedPools: value is missing
        topologyConstrainedPools | {"poolName":"a"}       | parameters.topologyConstrainedPools: invalid topologyConstrainedPools: it is not a list of pools
        topologyConstrainedPools | ["a"]                  | parameters.topologyConstrainedPools: invalid topologyConstrainedPools: poolName is missing
        topologyConstrainedPools | [{"poolName":"a","datapool":"d"}] | parameters.topologyConstrainedPools: invalid topologyConstrainedPools: "datapool" is unknown
        topologyConstrainedPools | [{"poolName":"a","domainSegments":[{"value":"1"}]}] | parameters.topologyConstrainedPools: invalid topologyConstrainedPools: domainLabel is missing
        topologyConstrainedPools | [{"poolName":"a","domainSegments":[{"domainLabel":"z","valeu":"1"}]}] | parameters.topologyConstrainedPools: invalid topologyConstrainedPools: "valeu" is unknown
        poolSelection            | most-free              | parameters.poolSelection: poolSelection needs pools or topologyConstrainedPools
        fullRatio                | 0.5                    | parameters.fullRatio: fullRatio needs pools or topologyConstrainedPools
        """)
    void reportsMistakes(String parameter, String value, String message) {
        assertThat(violations(Map.of(parameter, value)))
                .singleElement()
                .asString()
                .startsWith(message);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', textBlock = """
        poolSelection            | best  | parameters.poolSelection: invalid poolSelection "best": use most-free, round-robin, first-with-room
        fullRatio                | 85%   | parameters.fullRatio: invalid fullRatio "85%": use a number such as 0.85
        fullRatio                | 1.5   | parameters.fullRatio: invalid fullRatio "1.5": use a number such as 0.85
        fullRatio                | -0.5  | parameters.fullRatio: invalid fullRatio "-0.5": use a number such as 0.85
        fullRatio                | 0     | parameters.fullRatio: invalid fullRatio 0.0: use more than 0 and at most 1
        topologyConstrainedPools | [{"poolName":"a","domainSegments":[{"domainLabel":"z","value":"1"}]}] | parameters.pools: give pools or topologyConstrainedPools, not both
        """)
    void reportsMistakesBesidePools(String parameter, String value, String message) {
        assertThat(violations(Map.of("pools", "a,b", parameter, value)))
                .singleElement()
                .asString()
                .isEqualTo(message);
    }

    @Test
    void aPoolThatIsChosenTakesThePlaceOfTheChoice() {
        Map<String, String> parameters = with(Map.of("topologyConstrainedPools", CONSTRAINED));
        PoolChoices choices = choices(parameters);

        List<Map<String, String>> placed = PlacementParameters.inEachPool(parameters);

        assertThat(placed.get(0))
                .isEqualTo(with(Map.of("pool", "pool0", "dataPool", "ec-pool0", "journalPool", "pool0")));
        assertThat(placed.get(1)).isEqualTo(with(Map.of("pool", "pool1", "journalPool", "pool0")));
        assertThat(PlacementParameters.with(
                        with(Map.of("pools", "a,b", "journalPool", "j")),
                        choices,
                        choices.candidates().get(1)))
                .isEqualTo(with(Map.of("pool", "pool1", "journalPool", "j")));
    }

    @Test
    void aCallChoosesAPool() {
        assertThat(PlacementParameters.inNamedPool(with(Map.of("pools", "a,b", "pool", "b"))))
                .isEqualTo(with(Map.of("pool", "b", "journalPool", "a")));
        assertThat(PlacementParameters.inNamedPool(with(Map.of("pools", "a,b", "pool", "former"))))
                .isEqualTo(with(Map.of("pool", "former", "journalPool", "a")));
        assertThat(PlacementParameters.ofClass(
                        with(Map.of("pool", "default", "topologyConstrainedPools", CONSTRAINED))))
                .isEqualTo(with(Map.of("topologyConstrainedPools", CONSTRAINED)));
    }

    /** That is where the data go, and what counts as room. */
    @Test
    void theDataPoolOfTheClassCountsForPoolsWithoutTheirOwn() {
        assertThat(choices(Map.of("Pools", "a,b", "DATAPOOL", "ec")).candidates())
                .extracting(PoolCandidate::storage)
                .containsOnly(new PoolName("ec"));
    }

    @Test
    void theOtherParametersAreCheckedToo() {
        Violations violations = new Violations();
        PlacementParameters.checkClass(with(Map.of("pools", "a,b", "fsTyp", "xfs")), violations);

        assertThat(violations.all())
                .extracting(Object::toString)
                .singleElement()
                .asString()
                .contains("fsTyp");
    }

    @Test
    void anInvalidDataPoolIsReportedOnce() {
        Violations violations = new Violations();
        PlacementParameters.checkClass(with(Map.of("pools", "a,b", "dataPool", "a/b")), violations);

        assertThat(violations.all()).singleElement().asString().startsWith("parameters.dataPool: invalid pool name");
    }

    private static PoolChoices choices(Map<String, String> more) {
        Violations violations = new Violations();
        PoolChoices choices =
                PlacementParameters.choices(with(more), violations).orElseThrow();
        assertThat(violations.all()).isEmpty();
        return choices;
    }

    private static List<String> violations(Map<String, String> more) {
        Violations violations = new Violations();
        PlacementParameters.choices(with(more), violations);
        return violations.all().stream().map(Object::toString).toList();
    }

    private static Map<String, String> with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(CLASS);
        all.putAll(more);
        return all;
    }
}
