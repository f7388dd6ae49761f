package io.rbdfunctions.observe;

import io.rbdfunctions.operation.Ended;
import io.rbdfunctions.operation.OperationWatch.Course;
import io.rbdfunctions.operation.Origin;
import io.rbdfunctions.rbd.RbdCall;

/** Makes spans of what is done. */
interface Spans extends AutoCloseable {

    /** A span for an operation, within the one that its origin tells of; its parts are within it. */
    Course begin(String verb, Origin origin);

    /** A span for a command, where it is part of anything that is traced. */
    void ended(RbdCall call, Origin origin);

    /** Sends what is left, for a short while. */
    @Override
    void close();

    /** For when nobody wants any. */
    record None() implements Spans {

        private record Untraced(Origin origin) implements Course {
            @Override
            public void end(Ended ended) {}
        }

        @Override
        public Course begin(String verb, Origin origin) {
            return new Untraced(origin);
        }

        @Override
        public void ended(RbdCall call, Origin origin) {}

        @Override
        public void close() {}
    }
}
