package io.rbdfunctions.support.ceph;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.support.SecondLane;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@SecondLane
class CephFaultsTest {
    private static CephCluster ceph;

    @BeforeAll
    static void start() {
        ceph = CephCluster.fresh();
    }

    @AfterAll
    static void stop() {
        ceph.close();
        assertThat(ceph.directory()).doesNotExist();
    }

    @Test
    void slowsDownAndRecovers() {
        ceph.createImage("quick", 1);

        ceph.slow(Duration.ofMillis(100));
        var slow = timeOfInfo();
        ceph.slow(Duration.ZERO);

        assertThat(slow).isGreaterThan(Duration.ofSeconds(1));
        assertThat(timeOfInfo()).isLessThan(slow);
    }

    @Test
    void writesWaitWhileTheClusterIsFull() {
        ceph.reportFull();
        var write = createWithinOneSecond("full");
        ceph.freeSpace();

        assertThat(write.exitCode()).isEqualTo(110);
        assertThat(createWithinOneSecond("roomy").exitCode()).isZero();
    }

    @Test
    void operationsWaitForAFrozenOsd() {
        ceph.freezeOsd();
        var write = createWithinOneSecond("frozen");
        ceph.thawOsd();

        assertThat(write.exitCode()).isEqualTo(110);
        assertThat(createWithinOneSecond("thawed").exitCode()).isZero();
    }

    @Test
    void keepsImagesWhileADaemonIsStopped() {
        ceph.createImage("kept", 1);

        ceph.stopOsd();
        ceph.startOsd();
        ceph.stopMon();
        var away = ceph.rbd("list", ceph.pool(), "--client-mount-timeout", "1");
        ceph.startMon();

        assertThat(away.exitCode()).isEqualTo(110);
        assertThat(ceph.images(ceph.pool())).contains("kept");
    }

    private static CommandResult createWithinOneSecond(String image) {
        return ceph.rbd("create", ceph.pool() + "/" + image, "--size", "1M", "--rados_osd_op_timeout", "1");
    }

    private static Duration timeOfInfo() {
        var start = System.nanoTime();
        ceph.sizeOf("quick");
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
