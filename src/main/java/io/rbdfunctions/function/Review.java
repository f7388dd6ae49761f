package io.rbdfunctions.function;

import io.rbdfunctions.operation.admission.Change;

/** What the API server asks in an AdmissionReview: whether a change may be made, under an id that the answer repeats. */
record Review(String uid, Change change) {
    static final String API_VERSION = "admission.k8s.io/v1";
    static final String KIND = "AdmissionReview";
}
