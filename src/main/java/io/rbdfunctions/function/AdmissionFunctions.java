package io.rbdfunctions.function;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.funqy.Funq;
import io.rbdfunctions.admission.Admission;
import io.rbdfunctions.admission.Verdict;
import io.rbdfunctions.function.http.RequestExecutor;
import io.rbdfunctions.function.review.ReviewReader;
import io.rbdfunctions.function.review.ReviewReader.Review;
import io.rbdfunctions.function.review.ReviewReply;
import io.rbdfunctions.observability.RequestMetrics;
import io.rbdfunctions.operation.outcome.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** The admission webhook: {@code POST /validate}. */
@Singleton
public final class AdmissionFunctions {
    private final Admission admission;
    private final ReviewReader reviews;
    private final RequestExecutor requestExecutor;
    private final RequestMetrics requestMetrics;

    AdmissionFunctions(
            Admission admission, ReviewReader reviews, RequestExecutor requestExecutor, RequestMetrics requestMetrics) {
        this.admission = admission;
        this.reviews = reviews;
        this.requestExecutor = requestExecutor;
        this.requestMetrics = requestMetrics;
    }

    @Funq
    public Uni<ReviewReply> validate(ObjectNode review) {
        Review request = reviews.read(review);
        return requestExecutor
                .<Verdict>call(() -> new Outcome.Done<>(admission.review(request.objectChange())))
                .invoke(this::count)
                .onFailure()
                .invoke(requestMetrics::undecided)
                .map(verdict -> ReviewReply.of(request.uid(), verdict));
    }

    private void count(Verdict verdict) {
        if (verdict.rejection() == null) {
            requestMetrics.allowed();
        } else {
            requestMetrics.denied(verdict.rejection().kind());
        }
    }
}
