package io.rbdfunctions.function;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.funqy.Funq;
import io.rbdfunctions.observe.Requests;
import io.rbdfunctions.operation.Outcome;
import io.rbdfunctions.operation.admission.Admission;
import io.rbdfunctions.operation.admission.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** The function for the API server, which asks before it stores: {@code POST /validate}. */
@Singleton
public final class AdmissionFunctions {
    private final Admission admission;
    private final ReviewReader reviews;
    private final Calls calls;
    private final Requests requests;

    AdmissionFunctions(Admission admission, ReviewReader reviews, Calls calls, Requests requests) {
        this.admission = admission;
        this.reviews = reviews;
        this.calls = calls;
        this.requests = requests;
    }

    @Funq
    public Uni<ReviewReply> validate(ObjectNode review) {
        Review asked = reviews.read(review);
        return calls.<Verdict>call(() -> new Outcome.Done<>(admission.judge(asked.change())))
                .invoke(this::count)
                .onFailure()
                .invoke(requests::undecided)
                .map(verdict -> ReviewReply.of(asked.uid(), verdict));
    }

    private void count(Verdict verdict) {
        if (verdict.objection() == null) {
            requests.allowed();
        } else {
            requests.objected(verdict.objection().kind());
        }
    }
}
