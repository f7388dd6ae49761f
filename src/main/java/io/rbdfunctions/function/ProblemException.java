package io.rbdfunctions.function;

/** A request that ends as a problem already put into words for the caller. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    ProblemException(ProblemKind kind, String detail) {
        this(new Problem(kind, detail));
    }

    Problem problem() {
        return problem;
    }
}
