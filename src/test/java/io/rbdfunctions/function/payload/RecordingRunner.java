package io.rbdfunctions.function.payload;

import io.rbdfunctions.process.Command;
import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.process.Result;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Records commands instead of running them, and replies as rbd does for an empty pool and a trash with one image. */
@Alternative
@Singleton
public final class RecordingRunner implements CommandRunner {
    private static final String TRASH = """
            [{"id":"1005ddb30304","name":"a","source":"USER","deleted_at":"Mon Nov 23 07:04:47 2026",\
            "status":"expired at Mon Nov 23 07:04:47 2026"}]
            """;

    private final Queue<Command> commands = new ConcurrentLinkedQueue<>();

    @Override
    public Result run(Command command) {
        commands.add(command);
        return switch (command.arguments().getFirst()) {
            case "create", "image-meta" -> new Result(0, "", "");
            case "ls" -> new Result(0, "[]", "");
            case "trash" -> new Result(0, command.arguments().get(1).equals("ls") ? TRASH : "", "");
            case "rm" -> new Result(2, "", "rbd: delete error: (2) No such file or directory\n");
            default -> new Result(2, "", "rbd: error opening image x: (2) No such file or directory\n");
        };
    }

    List<Command> commands() {
        return List.copyOf(commands);
    }

    void clear() {
        commands.clear();
    }
}
