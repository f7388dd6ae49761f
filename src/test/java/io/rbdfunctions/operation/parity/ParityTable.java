package io.rbdfunctions.operation.parity;

import io.rbdfunctions.operation.RequestBuilder;
import io.rbdfunctions.operation.parity.ParityRow.Attempt;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All rules of the in-tree plugin, row by row. */
final class ParityTable {
    private ParityTable() {}

    static Stream<ParityRow> rows() {
        return Stream.of(
                        ParityOfClaims.rows(),
                        ParityOfParameters.rows(),
                        ParityOfFeatures.rows(),
                        ParityOfSecrets.rows(),
                        ParityOfVolumes.rows(),
                        ParityOfCreation.rows(),
                        ParityOfDeletion.rows(),
                        ParityOfExpansion.rows())
                .flatMap(List::stream);
    }

    /** Provisions a volume, with a change to a valid request. */
    static Attempt provision(Consumer<RequestBuilder> change) {
        return lab -> {
            change.accept(lab.request);
            return lab.provision();
        };
    }
}
