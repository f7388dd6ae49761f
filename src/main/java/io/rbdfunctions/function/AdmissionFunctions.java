package io.rbdfunctions.function;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.funqy.Funq;
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

    AdmissionFunctions(Admission admission, ReviewReader reviews, Calls calls) {
        this.admission = admission;
        this.reviews = reviews;
        this.calls = calls;
    }

    @Funq
    public Uni<ReviewReply> validate(ObjectNode review) {
        Review asked = reviews.read(review);
        return calls.<Verdict>call(() -> new Outcome.Done<>(admission.judge(asked.change())))
                .map(verdict -> ReviewReply.of(asked.uid(), verdict));
    }
}
