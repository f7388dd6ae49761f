package io.rbdfunctions.operation;

import io.rbdfunctions.process.Command;
import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.process.Result;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Passes commands on, remembers them, and can be told to change what comes back. */
public final class MeddlingRunner implements CommandRunner {
    private final CommandRunner runner;
    private final List<Command> commands = new CopyOnWriteArrayList<>();
    private final Map<String, Result> once = new ConcurrentHashMap<>();
    private final Map<String, UnaryOperator<Result>> changes = new ConcurrentHashMap<>();
    private volatile String program = "rbd";

    public MeddlingRunner(CommandRunner runner) {
        this.runner = runner;
    }

    /** Answers the verb with this the next time, without running anything. */
    public void pretend(String verb, Result result) {
        once.put(verb, result);
    }

    /** Changes what comes back of the verb. */
    public void change(String verb, UnaryOperator<Result> change) {
        changes.put(verb, change);
    }

    /** Starts another program in the place of rbd. */
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
