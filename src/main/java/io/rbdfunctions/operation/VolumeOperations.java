package io.rbdfunctions.operation;

import io.rbdfunctions.operation.convert.ConvertRequest;
import io.rbdfunctions.operation.convert.Converted;
import io.rbdfunctions.operation.delete.DeleteRequest;
import io.rbdfunctions.operation.delete.Deleted;
import io.rbdfunctions.operation.expand.ExpandRequest;
import io.rbdfunctions.operation.expand.Expanded;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.inspect.ImagePage;
import io.rbdfunctions.operation.inspect.ImageReport;
import io.rbdfunctions.operation.inspect.ListRequest;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.provision.Provisioned;
import io.rbdfunctions.operation.trash.PurgeRequest;
import io.rbdfunctions.operation.trash.Purged;
import io.rbdfunctions.operation.trash.RestoreRequest;
import io.rbdfunctions.operation.trash.Restored;

/**
 * The operations on volumes. All are idempotent under duplicates, retries and several replicas at once, bounded in time,
 * and silent about keys. Each may throw {@code TryAgainException}.
 */
public interface VolumeOperations {

    /** Makes sure that the image is there, and answers the manifest of a volume over it. */
    Outcome<Provisioned> provision(ProvisionRequest request);

    /** Makes sure that the image has at least the size asked. Never shrinks it. */
    Outcome<Expanded> expand(ExpandRequest request);

    /** Makes sure that the image is gone; refuses while anything uses it. */
    Outcome<Deleted> delete(DeleteRequest request);

    /** Tells what the cluster knows of the image. */
    Outcome<ImageReport> inspect(ImageTarget target);

    /** Makes sure that a deleted image is back from the trash, and answers the manifest of a volume over it. */
    Outcome<Restored> restore(RestoreRequest request);

    /** Makes sure that an image in the trash is gone for good. */
    Outcome<Purged> purge(PurgeRequest request);

    /** Tells how an in-tree volume becomes a CSI one. Changes nothing. */
    Outcome<Converted> convert(ConvertRequest request);

    /** Lists the images of a pool, page by page. */
    Outcome<ImagePage> list(ListRequest request);
}
