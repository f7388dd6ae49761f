package io.rbdfunctions.rbd.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.volume.ceph.CephKey;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.Monitors;
import org.junit.jupiter.api.Test;

class AnswerHistoryTest {
    private static final Session SESSION = session("10.0.0.1:6789");
    private static final Info ONE = new Info(ImageRef.of("kube", "one"));
    private static final Info OTHER = new Info(ImageRef.of("kube", "other"));

    private final AnswerHistory history = new AnswerHistory();

    @Test
    void aClusterIsDoubtfulUntilItAnswers() {
        assertThat(history.isDoubtful(SESSION, ONE)).isTrue();

        history.answered(SESSION, ONE);

        assertThat(history.isDoubtful(SESSION, OTHER)).isFalse();
        assertThat(history.isDoubtful(session("10.0.0.2:6789"), ONE)).isTrue();
    }

    @Test
    void aSilentImageOfAnAnsweringClusterIsDoubtfulAlone() {
        history.answered(SESSION, ONE);
        long begun = System.nanoTime();
        history.answered(SESSION, OTHER);

        history.missed(SESSION, ONE, begun);

        assertThat(history.isDoubtful(SESSION, ONE)).isTrue();
        assertThat(history.isDoubtful(SESSION, OTHER)).isFalse();
        history.answered(SESSION, ONE);
        assertThat(history.isDoubtful(SESSION, ONE)).isFalse();
    }

    @Test
    void aClusterThatStopsAnsweringIsDoubtfulAgain() {
        history.answered(SESSION, ONE);

        history.missed(SESSION, ONE, System.nanoTime());

        assertThat(history.isDoubtful(SESSION, OTHER)).isTrue();
    }

    private static Session session(String monitors) {
        return new Session(
                Monitors.parse(monitors), new CephUser("admin"), new CephKey("AQCanary=="), TestEngine.timeouts());
    }
}
