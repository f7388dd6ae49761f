package io.rbdfunctions.rbd.librbd.rados;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.rbdfunctions.rbd.librbd.ffm.CallArena;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import io.rbdfunctions.rbd.librbd.ffm.NativeFunction;
import java.lang.foreign.MemorySegment;

/** A command for the manager, and the two texts with which it answers: output, and what went wrong. */
final class ManagerCall {
    private static final NativeFunction COMMAND = NativeFunction.rados("rados_mgr_command");
    private static final NativeFunction FREE = NativeFunction.rados("rados_buffer_free");

    private static final long ONE_TEXT = 1;
    private static final long NO_INPUT = 0;

    private ManagerCall() {}

    static String run(long cluster, String command) {
        try (CallArena memory = new CallArena()) {
            Answer output = Answer.in(memory);
            Answer status = Answer.in(memory);
            int result = COMMAND.call(
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
                throw new LibrbdException("the manager answers: " + status.text(), -result);
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
