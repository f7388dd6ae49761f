package io.rbdfunctions.operation;

import io.rbdfunctions.volume.ClusterParameters;
import io.rbdfunctions.volume.ParameterReader;
import io.rbdfunctions.volume.TrashRetention;
import io.rbdfunctions.volume.Violations;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds where an existing image is, from as much of its class as that needs (section 1.4). */
@Singleton
final class Workplaces {
    private final Classes classes;
    private final Sessions sessions;

    Workplaces(Classes classes, Sessions sessions) {
        this.classes = classes;
        this.sessions = sessions;
    }

    Workplace find(ClassSource where) {
        Violations violations = new Violations();
        ClusterParameters cluster =
                ParameterReader.readCluster(classes.resolve(where).parameters(), violations);
        if (cluster == null || !violations.isEmpty()) {
            throw violations.asException();
        }
        return new Workplace(cluster.pool(), sessions.open(cluster));
    }

    /** How long a deleted image is kept; one that is wrong is refused rather than passed over, for the image's sake. */
    Optional<TrashRetention> retention(ClassSource where) {
        Violations violations = new Violations();
        TrashRetention retention =
                ParameterReader.readRetention(classes.resolve(where).parameters(), violations);
        violations.throwIfAny();
        return Optional.ofNullable(retention);
    }
}
