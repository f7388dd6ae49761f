package io.rbdfunctions.operation;

import io.rbdfunctions.volume.ClusterParameters;
import io.rbdfunctions.volume.ParameterReader;
import io.rbdfunctions.volume.Violations;
import jakarta.inject.Singleton;

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
}
