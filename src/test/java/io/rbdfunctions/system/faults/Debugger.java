package io.rbdfunctions.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
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
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.EventRequestManager;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.object.ObjectWrite;
import io.rbdfunctions.support.cluster.EffectLimit.Side;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ReturnInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Stops the function at breakpoints before and after each command that changes an image or another object of Ceph, so that a test can kill it
 * there without test code in the function.
 */
final class Debugger {
    private final VirtualMachine machine;
    /** The methods that run commands and operations on objects, by their classes. */
    private final Map<String, String> methods;

    private volatile EffectCounter counter = EffectCounter.NONE;

    private Debugger(VirtualMachine machine, Engine engine) {
        this.machine = machine;
        boolean isLibrary = engine == Engine.LIBRBD;
        String room = "io.rbdfunctions.rbd.engine.";
        this.methods = Map.of(
                room + (isLibrary ? "LibrbdEngine" : "CliEngine"),
                isLibrary ? "run" : "runProcess",
                room + "LibradosEngine",
                "run");
    }

    /** Attaches to the function at the debug port. */
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

    /** Sets the counter to notify from now on. */
    void notify(EffectCounter counter) {
        this.counter = counter;
    }

    private void begin() {
        methods.keySet().forEach(this::begin);
        Thread.ofPlatform().daemon().name("debugger").start(this::listen);
    }

    private void begin(String engine) {
        List<ReferenceType> loaded = machine.classesByName(engine);
        if (loaded.isEmpty()) {
            var request = machine.eventRequestManager().createClassPrepareRequest();
            request.addClassFilter(engine);
            request.enable();
        } else {
            loaded.forEach(this::watch);
        }
    }

    private void watch(ReferenceType type) {
        EventRequestManager requests = machine.eventRequestManager();
        type.methodsByName(methods.get(type.name())).forEach(found -> {
            stop(requests, found.location(), Side.BEFORE);
            returns(found).forEach(end -> stop(requests, end, Side.AFTER));
        });
    }

    private static void stop(EventRequestManager requests, Location place, Side side) {
        var request = requests.createBreakpointRequest(place);
        request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        request.putProperty(Side.class, side);
        request.enable();
    }

    /** The return instructions of the method. Method exit events would slow down all methods of all classes. */
    private static Stream<Location> returns(Method method) {
        List<Location> found = new ArrayList<>();
        int index = 0;
        for (CodeElement element : code(method)) {
            if (element instanceof Instruction instruction) {
                if (instruction instanceof ReturnInstruction) {
                    int loaded = method.bytecodes()[index];
                    assertThat(loaded).as(method.toString()).isEqualTo((byte)
                            instruction.opcode().bytecode());
                    found.add(method.locationOfCodeIndex(index));
                }
                index += instruction.sizeInBytes();
            }
        }
        assertThat(found).as(method.toString()).isNotEmpty();
        return found.stream();
    }

    private static CodeModel code(Method method) {
        try (InputStream file = Debugger.class
                .getClassLoader()
                .getResourceAsStream(method.declaringType().name().replace('.', '/') + ".class")) {
            return ClassFile.of().parse(Objects.requireNonNull(file).readAllBytes()).methods().stream()
                    .filter(each -> each.methodName().equalsString(method.name())
                            && each.methodType().equalsString(method.signature()))
                    .findFirst()
                    .flatMap(MethodModel::code)
                    .orElseThrow();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
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
            return; // The function was killed.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(Event event) {
        switch (event) {
            case ClassPrepareEvent prepared -> watch(prepared.referenceType());
            case BreakpointEvent stop
            when isChanging(stop) -> {
                if (stop.request().getProperty(Side.class) == Side.BEFORE) {
                    counter.isDeadBefore();
                } else {
                    counter.isDeadAfter();
                }
            }
            default -> {
                return;
            }
        }
    }

    private static boolean isChanging(LocatableEvent event) {
        try {
            Value command = event.thread().frame(0).getArgumentValues().getLast();
            Class<?> type = Class.forName(command.type().name());
            return RbdCommand.Changing.class.isAssignableFrom(type) || ObjectWrite.class == type;
        } catch (IncompatibleThreadStateException | ClassNotFoundException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
