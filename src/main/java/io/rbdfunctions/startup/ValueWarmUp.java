package io.rbdfunctions.startup;

import com.fasterxml.jackson.databind.util.StdDateFormat;
import org.jboss.logging.Logger;

/**
 * Initializes classes that take long and that the start needs later: the configuration of Quarkus, and date formats, for which
 * the JDK loads calendars and locales.
 */
final class ValueWarmUp {
    static final String CONFIGURATION = "io.quarkus.runtime.generated.SharedConfig";

    private ValueWarmUp() {}

    static void run() {
        try {
            Class.forName(CONFIGURATION);
        } catch (ClassNotFoundException _) {
            Logger.getLogger(ValueWarmUp.class).debugf("there is no class %s", CONFIGURATION);
        }
        var _ = new StdDateFormat();
    }
}
