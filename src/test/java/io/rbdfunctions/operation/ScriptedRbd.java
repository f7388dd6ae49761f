package io.rbdfunctions.operation;

import io.rbdfunctions.process.Command;
import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.process.Result;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Returns scripted results for rbd commands and records the commands. Without a script, commands succeed without output. */
public final class ScriptedRbd implements CommandRunner {
    private static final Result SILENT = new Result(0, "", "");

    private final Map<String, Deque<Result>> script = new ConcurrentHashMap<>();
    private final List<Command> commands = new CopyOnWriteArrayList<>();

    /** Returns these results for the verb, one after the other; the last one is repeated. */
    public ScriptedRbd answer(String verb, Result... results) {
        script.put(verb, new ArrayDeque<>(List.of(results)));
        return this;
    }

    public static Result output(String output) {
        return new Result(0, output, "");
    }

    public static Result failure(int exitCode, String errors) {
        return new Result(exitCode, "", errors);
    }

    /** A result of {@code rbd info}. */
    public static Result image(long size, String... features) {
        return output(
                "{\"id\":\"1\",\"size\":%d,\"objects\":1,\"object_size\":4194304,\"snapshot_count\":0,\"features\":[%s]}"
                        .formatted(size, features.length == 0 ? "" : "\"" + String.join("\",\"", features) + "\""));
    }

    @Override
    public Result run(Command command) {
        commands.add(command);
        return next(line(command));
    }

    private synchronized Result next(String line) {
        return script.entrySet().stream()
                .filter(entry -> line.startsWith(entry.getKey() + " "))
                .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(Map.Entry::getValue)
                .map(results -> results.size() > 1 ? results.removeFirst() : results.getFirst())
                .orElse(SILENT);
    }

    /** The commands that were run, without the common arguments from {@code --pool} on. */
    public List<String> ran() {
        return commands.stream()
                .map(ScriptedRbd::line)
                .map(line -> line.substring(0, line.indexOf(" --pool")))
                .toList();
    }

    private static String line(Command command) {
        return String.join(" ", command.arguments());
    }
}
