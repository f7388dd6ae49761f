package io.rbdfunctions.faults;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.event.MethodExitEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.EventRequestManager;
import com.sun.jdi.request.MethodExitRequest;
import io.rbdfunctions.rbd.command.RbdCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stops the function before and after each call of its engine that changes an image, as a debugger does: so it can be
 * killed at each of them, and holds no code for that.
 */
final class Debugger {
    private static final Set<String> CHANGING = Stream.of(RbdCommand.Changing.class.getPermittedSubclasses())
            .map(Class::getName)
            .collect(Collectors.toUnmodifiableSet());

    private static final String COMMANDS = RbdCommand.class.getPackageName();

    private final VirtualMachine machine;
    private final String engine;
    private final List<String> calls;
    private volatile Steps steps = Steps.NONE;

    private Debugger(VirtualMachine machine, Engine engine) {
        this.machine = machine;
        boolean isLibrary = engine == Engine.LIBRBD;
        this.engine = "io.rbdfunctions.rbd." + (isLibrary ? "RbdLibrary" : "RbdCli");
        // The command does the others by the first.
        this.calls = isLibrary ? List.of("carryOut", "setMetadata", "grow") : List.of("carryOut");
    }

    /** To the function that listens at the port. */
    static Debugger attach(int port, Engine engine) {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(each -> each.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        var arguments = connector.defaultArguments();
        Objects.requireNonNull(arguments.get("hostname")).setValue("127.0.0.1");
        Objects.requireNonNull(arguments.get("port")).setValue(Integer.toString(port));
        try {
            Debugger debugger = new Debugger(connector.attach(arguments), engine);
            debugger.begin();
            return debugger;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (IllegalConnectorArgumentsException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Whom to tell from now on. */
    void tell(Steps wanted) {
        steps = wanted;
    }

    private void begin() {
        List<ReferenceType> loaded = machine.classesByName(engine);
        if (loaded.isEmpty()) {
            var request = machine.eventRequestManager().createClassPrepareRequest();
            request.addClassFilter(engine);
            request.enable();
        } else {
            loaded.forEach(this::watch);
        }
        Thread.ofPlatform().daemon().name("debugger").start(this::listen);
    }

    private void watch(ReferenceType type) {
        EventRequestManager requests = machine.eventRequestManager();
        calls.stream().flatMap(name -> type.methodsByName(name).stream()).forEach(method -> {
            var entry = requests.createBreakpointRequest(method.location());
            entry.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
            entry.enable();
        });
        MethodExitRequest exit = requests.createMethodExitRequest();
        exit.addClassFilter(type);
        exit.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        exit.enable();
    }

    private void listen() {
        try {
            while (true) {
                EventSet events = machine.eventQueue().remove();
                for (Event event : events) {
                    if (event instanceof VMDisconnectEvent) {
                        return;
                    }
                    handle(event);
                }
                events.resume();
            }
        } catch (VMDisconnectedException _) {
            return; // It was killed.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(Event event) {
        switch (event) {
            case ClassPrepareEvent prepared -> watch(prepared.referenceType());
            case BreakpointEvent entry when isChanging(entry) -> steps.isLastBefore();
            case MethodExitEvent exit
            when calls.contains(exit.method().name()) && isChanging(exit) -> steps.isLastAfter();
            default -> {
                return;
            }
        }
    }

    /** A list is one of metadata to be set. */
    private static boolean isChanging(LocatableEvent event) {
        try {
            Value command = event.thread().frame(0).getArgumentValues().getFirst();
            return !command.type().name().startsWith(COMMANDS)
                    || CHANGING.contains(command.type().name());
        } catch (IncompatibleThreadStateException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
