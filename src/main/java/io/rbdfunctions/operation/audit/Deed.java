package io.rbdfunctions.operation.audit;

import io.rbdfunctions.operation.delete.Deleted;
import io.rbdfunctions.operation.expand.Expanded;
import io.rbdfunctions.operation.inspect.ImageReport;
import io.rbdfunctions.operation.outcome.EnumText;
import io.rbdfunctions.operation.outcome.Told;
import io.rbdfunctions.operation.provision.Provisioned;
import io.rbdfunctions.operation.trash.Purged;
import io.rbdfunctions.operation.trash.Restored;

/**
 * What an operation that came to its end did, and to what.
 *
 * @param action few words of ours, such as {@code already there}
 */
record Deed(String action, OperationSubject subject) {

    static Deed of(Object answer) {
        return switch (answer) {
            case Provisioned it ->
                new Deed(EnumText.spaced(it.action()), OperationSubject.of(it.image(), it.persistentVolume()));
            case Restored it ->
                new Deed(EnumText.spaced(it.action()), OperationSubject.of(it.image(), it.persistentVolume()));
            case Deleted it -> new Deed(EnumText.spaced(it.action()), OperationSubject.of(it.image(), null));
            case Expanded it -> new Deed(words(it), OperationSubject.of(it.image(), null));
            case Purged it ->
                new Deed(EnumText.spaced(it.action()), OperationSubject.of(it.pool() + "/trash/" + it.id(), null));
            case ImageReport it -> new Deed("reported", OperationSubject.of(it.image(), null));
            case Told it -> new Deed(it.action(), OperationSubject.NOTHING);
            default -> throw new IllegalArgumentException("no operation answers with a " + answer.getClass());
        };
    }

    private static String words(Expanded expanded) {
        if (!expanded.resized()) {
            return "large enough";
        }
        return expanded.dryRun() ? "would resize" : "resized";
    }
}
