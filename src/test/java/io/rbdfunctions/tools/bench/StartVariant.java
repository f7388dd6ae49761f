package io.rbdfunctions.tools.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * A command that starts the application.
 *
 * @param before the part of the command line before the settings
 * @param after the part of the command line after the settings
 */
record StartVariant(String name, List<String> before, List<String> after) {

    List<String> command(List<String> settings) {
        List<String> command = new ArrayList<>(before);
        settings.forEach(setting -> command.add("-D" + setting));
        command.addAll(after);
        return command;
    }
}
