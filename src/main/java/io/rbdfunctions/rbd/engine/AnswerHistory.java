package io.rbdfunctions.rbd.engine;

import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Session;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which clusters have answered, and which images have not, so that commands that may hang until their deadline are
 * kept apart from the others. A cluster is doubtful until its first answer.
 */
final class AnswerHistory {
    /** Enough for all clusters and for the images that hang at a time. */
    private static final int LIMIT = 1000;

    private record Image(String cluster, String subject) {}

    /** The times of the last answers, as {@link System#nanoTime}. */
    private final Map<String, Long> answers = new ConcurrentHashMap<>();

    private final Set<Image> silentImages = ConcurrentHashMap.newKeySet();

    boolean isDoubtful(Session session, RbdCommand<?> command) {
        return !answers.containsKey(clusterOf(session)) || silentImages.contains(imageOf(session, command));
    }

    /** The cluster has answered, maybe with an error. */
    void answered(Session session, RbdCommand<?> command) {
        if (answers.size() > LIMIT) {
            answers.clear();
        }
        answers.put(clusterOf(session), System.nanoTime());
        silentImages.remove(imageOf(session, command));
    }

    /** The command has failed without an answer. If the cluster has answered others meanwhile, the image is the cause. */
    void missed(Session session, RbdCommand<?> command, long begun) {
        String cluster = clusterOf(session);
        answers.computeIfPresent(cluster, (_, last) -> last - begun > 0 ? last : null);
        if (silentImages.size() > LIMIT) {
            silentImages.clear();
        }
        silentImages.add(imageOf(session, command));
    }

    private static String clusterOf(Session session) {
        return session.monitors().joined();
    }

    private static Image imageOf(Session session, RbdCommand<?> command) {
        return new Image(clusterOf(session), command.subject());
    }
}
