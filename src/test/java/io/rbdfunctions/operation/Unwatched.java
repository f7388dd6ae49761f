package io.rbdfunctions.operation;

/** An operation of which nobody wants to be told. */
record Unwatched(String verb, Origin origin) implements OperationWatch.Course {
    @Override
    public void end(Ended ended) {}
}
