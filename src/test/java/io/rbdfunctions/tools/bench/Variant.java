package io.rbdfunctions.tools.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * A way to start the application.
 *
 * @param before the words before its settings
 * @param after those behind them
 */
record Variant(String name, List<String> before, List<String> after) {

    List<String> command(List<String> settings) {
        List<String> command = new ArrayList<>(before);
        settings.forEach(setting -> command.add("-D" + setting));
        command.addAll(after);
        return command;
    }
}
