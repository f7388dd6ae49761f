package io.rbdfunctions.operation.rollback;

import io.rbdfunctions.journal.JournaledVolume;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.time.Duration;

/**
 * A volume, and the names that its images have during a rollback.
 *
 * @param image the name of the volume's image
 * @param replacement the name of the clone that is to take its place
 * @param former the name of the image that is taken away, also in the trash
 * @param retention how long that stays in the trash
 */
record RollbackTarget(
        PoolSession session,
        JournaledVolume volume,
        ImageRef image,
        ImageRef replacement,
        ImageRef former,
        Duration retention) {}
