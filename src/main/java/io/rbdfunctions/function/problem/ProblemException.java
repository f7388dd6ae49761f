package io.rbdfunctions.function.problem;

/** A request that ends as a problem already put into words for the caller. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public ProblemException(ProblemKind kind, String detail) {
        this(new Problem(kind, detail));
    }

    public Problem problem() {
        return problem;
    }
}
