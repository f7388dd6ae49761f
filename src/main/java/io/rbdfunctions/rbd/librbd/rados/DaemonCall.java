package io.rbdfunctions.rbd.librbd.rados;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.rbdfunctions.rbd.librbd.ffm.CallArena;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import io.rbdfunctions.rbd.librbd.ffm.NativeFunction;
import java.lang.foreign.MemorySegment;

/** A command for the manager or a monitor, and the two texts with which they answer: output, and what went wrong. */
final class DaemonCall {
    private static final NativeFunction TO_MANAGER = NativeFunction.rados("rados_mgr_command");
    private static final NativeFunction TO_MONITOR = NativeFunction.rados("rados_mon_command");
    private static final NativeFunction FREE = NativeFunction.rados("rados_buffer_free");

    private static final long ONE_TEXT = 1;
    private static final long NO_INPUT = 0;

    private DaemonCall() {}

    static String toManager(long cluster, String command) {
        return run(TO_MANAGER, "the manager", cluster, command);
    }

    static String toMonitor(long cluster, String command) {
        return run(TO_MONITOR, "the monitor", cluster, command);
    }

    private static String run(NativeFunction function, String daemon, long cluster, String command) {
        try (CallArena memory = new CallArena()) {
            Answer output = Answer.in(memory);
            Answer status = Answer.in(memory);
            int result = function.call(
                    cluster,
                    memory.numbers(memory.text(command)),
                    ONE_TEXT,
                    NO_INPUT,
                    NO_INPUT,
                    output.pointer.address(),
                    output.length.address(),
                    status.pointer.address(),
                    status.length.address());
            if (result < 0) {
                throw new LibrbdException("%s answers: %s".formatted(daemon, status.text()), -result);
            }
            return output.text();
        }
    }

    /** A text that librados allocates: no C string, and without a pointer if it is empty. */
    private record Answer(MemorySegment pointer, MemorySegment length) {
        static Answer in(CallArena memory) {
            Answer answer = new Answer(memory.cell(), memory.cell());
            memory.onClose(answer::free);
            return answer;
        }

        String text() {
            long address = pointer.get(JAVA_LONG, 0);
            return address == 0
                    ? ""
                    : new String(
                            MemorySegment.ofAddress(address)
                                    .reinterpret(length.get(JAVA_LONG, 0))
                                    .toArray(JAVA_BYTE),
                            UTF_8);
        }

        private void free() {
            long address = pointer.get(JAVA_LONG, 0);
            if (address != 0) {
                FREE.call(address);
            }
        }
    }
}
