package io.rbdfunctions.rbd;

import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.manager.ManagerCommand;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Notes the commands for the manager and accepts them, or fails. */
public final class FakeManager implements CephManager {
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final AtomicLong clock = new AtomicLong();
    private volatile @Nullable RbdError refusal;
    private volatile @Nullable RbdError taskRefusal;
    private volatile String tasks = "[]";

    @Override
    public <A> A run(Session session, ManagerCommand<A> command) {
        commands.add(command.verb() + " " + command.subject());
        RbdError error = isTask(command) && taskRefusal != null ? taskRefusal : refusal;
        if (error != null) {
            throw new RbdException(error, command, "words");
        }
        return command.read(tasks);
    }

    private static boolean isTask(ManagerCommand<?> command) {
        return command instanceof ManagerCommand.AddTrashRemoval || command instanceof ManagerCommand.AddFlattening;
    }

    /** Fails all commands. */
    public FakeManager failing(@Nullable RbdError error) {
        refusal = error;
        return this;
    }

    /** Fails only new tasks. */
    public FakeManager refusingTasks(@Nullable RbdError error) {
        taskRefusal = error;
        return this;
    }

    /** The JSON of {@code rbd task list}. */
    public FakeManager tasks(String json) {
        tasks = json;
        return this;
    }

    public ManagerTasks managerTasks() {
        return new ManagerTasks(this, true, clock::get);
    }

    void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    public List<String> commands() {
        return commands;
    }
}
