package io.rbdfunctions.operation;

import io.rbdfunctions.process.Command;
import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.process.Result;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Runs commands, records them, and can replace or change their results. */
public final class InterceptingRunner implements CommandRunner {
    private final CommandRunner runner;
    private final List<Command> commands = new CopyOnWriteArrayList<>();
    private final Map<String, Result> once = new ConcurrentHashMap<>();
    private final Map<String, UnaryOperator<Result>> changes = new ConcurrentHashMap<>();
    private volatile String program = "rbd";

    public InterceptingRunner(CommandRunner runner) {
        this.runner = runner;
    }

    /** Returns this result for the next command with the verb, without running it. */
    public void pretend(String verb, Result result) {
        once.put(verb, result);
    }

    /** Changes the results of commands with the verb. */
    public void change(String verb, UnaryOperator<Result> change) {
        changes.put(verb, change);
    }

    /** Runs another program instead of rbd. */
    public void program(String name) {
        program = name;
    }

    public List<Command> commands() {
        return commands;
    }

    @Override
    public Result run(Command command) {
        commands.add(command);
        String verb = command.arguments().getFirst();
        Result pretended = once.remove(verb);
        if (pretended != null) {
            return pretended;
        }
        Result result = runner.run(new Command(program, command.arguments(), command.input(), command.deadline()));
        return changes.getOrDefault(verb, UnaryOperator.identity()).apply(result);
    }
}
