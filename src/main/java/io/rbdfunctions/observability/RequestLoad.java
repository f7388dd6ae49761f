package io.rbdfunctions.observability;

/** How many requests are being processed. */
public interface RequestLoad {
    int inFlight();

    /** How many requests may be processed at the same time. */
    int limit();
}
