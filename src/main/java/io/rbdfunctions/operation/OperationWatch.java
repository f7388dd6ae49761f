package io.rbdfunctions.operation;

/** Is told of every operation. Called by the thread that does it. */
@FunctionalInterface
public interface OperationWatch {
    /** An operation begins. */
    Course begin(String verb, Origin origin);

    /** One that is going on. */
    interface Course {
        /** What the parts of the operation are to take for their origin. */
        Origin origin();

        void end(Ended ended);
    }
}
