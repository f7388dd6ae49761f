package io.rbdfunctions.function.review;

import io.rbdfunctions.admission.ObjectChange;

/** What the API server asks in an AdmissionReview: whether a change may be made, under an id that the answer repeats. */
public record Review(String uid, ObjectChange objectChange) {
    static final String API_VERSION = "admission.k8s.io/v1";
    static final String KIND = "AdmissionReview";
}
