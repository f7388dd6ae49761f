package io.rbdfunctions.dev;

/** The throw-away Ceph did not start; the message is the error output of the script. */
final class DevCephException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DevCephException(String message) {
        super(message);
    }
}
