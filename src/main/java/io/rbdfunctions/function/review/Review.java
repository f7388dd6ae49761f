package io.rbdfunctions.function.review;

import io.rbdfunctions.admission.ObjectChange;

/** The request of an AdmissionReview. The reply repeats its uid. */
public record Review(String uid, ObjectChange objectChange) {
    static final String API_VERSION = "admission.k8s.io/v1";
    static final String KIND = "AdmissionReview";
}
