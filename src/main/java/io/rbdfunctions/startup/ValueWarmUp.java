package io.rbdfunctions.startup;

import com.fasterxml.jackson.databind.util.StdDateFormat;
import java.math.BigDecimal;
import org.jboss.logging.Logger;

/**
 * Has classes set up that take long for that, and that the application's start would come to a little later: Quarkus's own
 * view of the configuration; a date's form, for which the JDK finds calendars and their languages; and numbers, for which
 * it computes high powers of five.
 */
final class ValueWarmUp {
    static final String CONFIGURATION = "io.quarkus.runtime.generated.SharedConfig";

    private ValueWarmUp() {}

    static void run() {
        try {
            Class.forName(CONFIGURATION);
        } catch (ClassNotFoundException renamed) {
            Logger.getLogger(ValueWarmUp.class).debug("not set up beforehand", renamed);
        }
        var _ = new StdDateFormat();
        var _ = BigDecimal.valueOf(1, 1);
    }
}
