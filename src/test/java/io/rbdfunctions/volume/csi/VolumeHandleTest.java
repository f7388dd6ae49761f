package io.rbdfunctions.volume.csi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.ceph.ClusterId;
import io.rbdfunctions.volume.ceph.PoolId;
import io.rbdfunctions.volume.validation.InvalidValueException;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeHandleTest {
    /** From a real ceph-csi. */
    private static final String RECORDED = "0001-0002-c1-0000000000000001-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b";

    private static final int HANDLES = 10_000;

    private final Random random = new Random(20_261_129);

    @Test
    void readsTheHandleOfCephCsi() {
        VolumeHandle handle = VolumeHandle.parse(RECORDED);

        assertThat(handle)
                .isEqualTo(new VolumeHandle(
                        new ClusterId("c1"), new PoolId(1), new VolumeUuid("6b23aa07-5d5a-4b8a-a4af-c265031d9c4b")))
                .hasToString(RECORDED);
    }

    @Test
    void writtenHandlesAreReadAgain() {
        for (int round = 0; round < HANDLES; round++) {
            VolumeHandle handle = new VolumeHandle(
                    clusterId(),
                    new PoolId(random.nextLong() >>> (1 + random.nextInt(63))),
                    new VolumeUuid(new UUID(random.nextLong(), random.nextLong()).toString()));

            assertThat(VolumeHandle.parse(handle.toString())).isEqualTo(handle);
            assertThat(handle.toString()).hasSizeLessThanOrEqualTo(128).matches("[!-~]+");
        }
    }

    @Test
    void hostileHandlesAreRefused() {
        HostileHandles hostile = new HostileHandles(random);
        Set<String> refused = new HashSet<>();
        while (refused.size() < HANDLES) {
            String handle = hostile.next();

            assertThatThrownBy(() -> VolumeHandle.parse(handle))
                    .as(handle)
                    .isInstanceOf(InvalidValueException.class)
                    .message()
                    .matches("(?:[^\\p{C}\\p{Z}]| ){1,400}");
            refused.add(handle);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kubernetes-dynamic-pvc-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b",
                "0002-0002-c1-0000000000000001-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b",
                "0001-0003-c1-0000000000000001-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b",
                "0001-0000--0000000000000001-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b",
                "0001-0002-c1-8000000000000000-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b",
                "0001-0002-c1-000000000000000A-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b",
                "0001-0002-c1-0000000000000001-6B23AA07-5d5a-4b8a-a4af-c265031d9c4b",
                "0001-0002-c1-0000000000000001-6b23aa075d5a4b8aa4afc265031d9c4b",
                "0001-0002-c1-0000000000000001-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b\n",
                "0001-0002-c1-0000000000000001-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b-",
                " 0001-0002-c1-0000000000000001-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b",
                "0001-0002-\u00e9-0000000000000001-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b",
                "0001-0003-a/b-0000000000000001-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b",
                "0001-0003-a@b-0000000000000001-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b",
                "0001-0002--a-0000000000000001-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b"
            })
    void refuses(String handle) {
        assertThatThrownBy(() -> VolumeHandle.parse(handle)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void aClusterIdMayContainWhatSeparatesTheParts() {
        VolumeHandle handle = new VolumeHandle(
                new ClusterId("0001-0002-c1-0000000000000001"), new PoolId(Long.MAX_VALUE), VolumeUuid.of(uid()));

        assertThat(VolumeHandle.parse(handle.toString())).isEqualTo(handle);
    }

    @Test
    void theUuidOfAClaimIsItsUid() {
        Uid uid = uid();

        assertThat(VolumeUuid.of(uid)).hasToString(uid.value());
        assertThat(VolumeUuid.of(new Uid("claim-1")))
                .isEqualTo(VolumeUuid.of(new Uid("claim-1")))
                .isNotEqualTo(VolumeUuid.of(new Uid("claim-2")));
    }

    private static Uid uid() {
        return new Uid("6b23aa07-5d5a-4b8a-a4af-c265031d9c4b");
    }

    private ClusterId clusterId() {
        String letters = "abcxyzABCXYZ0123456789";
        String others = letters + "-_.-";
        StringBuilder id = new StringBuilder().append(letters.charAt(random.nextInt(letters.length())));
        int length = random.nextInt(36);
        for (int index = 0; index < length; index++) {
            id.append(others.charAt(random.nextInt(others.length())));
        }
        return new ClusterId(id.toString());
    }
}
