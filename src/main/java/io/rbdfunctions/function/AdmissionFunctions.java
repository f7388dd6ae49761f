package io.rbdfunctions.function;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.funqy.Funq;
import io.rbdfunctions.admission.Admission;
import io.rbdfunctions.admission.Verdict;
import io.rbdfunctions.function.http.RequestExecutor;
import io.rbdfunctions.function.review.ReviewReader;
import io.rbdfunctions.function.review.ReviewReader.Review;
import io.rbdfunctions.function.review.ReviewReply;
import io.rbdfunctions.observability.Counters;
import io.rbdfunctions.operation.outcome.EnumText;
import io.rbdfunctions.operation.outcome.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/** The admission webhook: {@code POST /validate}. */
@Singleton
public final class AdmissionFunctions {
    private final Admission admission;
    private final ReviewReader reviews;
    private final RequestExecutor requestExecutor;
    private final Instance<Counters> counters;

    /** @param counters created on first use */
    AdmissionFunctions(
            Admission admission, ReviewReader reviews, RequestExecutor requestExecutor, Instance<Counters> counters) {
        this.admission = admission;
        this.reviews = reviews;
        this.requestExecutor = requestExecutor;
        this.counters = counters;
    }

    @Funq
    public Uni<ReviewReply> validate(ObjectNode review) {
        Review request = reviews.read(review);
        return requestExecutor
                .<Verdict>call(() -> new Outcome.Done<>(admission.review(request.objectChange())))
                .invoke(this::count)
                .onFailure()
                .invoke(() -> counters.get().countReview("unknown"))
                .map(verdict -> ReviewReply.of(request.uid(), verdict));
    }

    private void count(Verdict verdict) {
        String label = verdict.rejection() == null
                ? "allowed"
                : EnumText.label(verdict.rejection().kind());
        counters.get().countReview(label);
    }
}
