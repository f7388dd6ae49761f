package io.rbdfunctions.system.life;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A function that attaches for two drivers, and needs events. */
public class AttacherProfile implements QuarkusTestProfile {
    static final String DRIVER = "rbd.csi.ceph.com";
    static final String OTHER_DRIVER = "rook-ceph.rbd.csi.ceph.com";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("rbd-functions.attacher.drivers", DRIVER + "," + OTHER_DRIVER);
    }

    /** The same with a watch. */
    public static final class Watching extends AttacherProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("rbd-functions.attacher.drivers", DRIVER, "rbd-functions.watch", "true");
        }
    }
}
