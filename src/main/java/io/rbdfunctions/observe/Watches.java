package io.rbdfunctions.observe;

import io.rbdfunctions.operation.Ended;
import io.rbdfunctions.operation.OperationWatch;
import io.rbdfunctions.operation.Origin;
import io.rbdfunctions.rbd.RbdCall;
import io.rbdfunctions.rbd.RbdWatch;
import jakarta.inject.Singleton;

/** Passes on what the layers below tell: to the metrics, and to the traces. */
@Singleton
final class Watches implements OperationWatch, RbdWatch {
    private final Tallies tallies;
    private final Spans spans;

    Watches(Tallies tallies, Spans spans) {
        this.tallies = tallies;
        this.spans = spans;
    }

    @Override
    public Course begin(String verb, Origin origin) {
        Course span = spans.begin(verb, origin);
        return new CountedCourse(span, tallies);
    }

    private record CountedCourse(Course span, Tallies tallies) implements Course {
        @Override
        public Origin origin() {
            return span.origin();
        }

        @Override
        public void end(Ended ended) {
            span.end(ended);
            tallies.count(ended);
        }
    }

    @Override
    public void ended(RbdCall call) {
        tallies.count(call);
        spans.ended(call, Origin.current());
    }
}
