package io.rbdfunctions.rbd.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.ceph.ImageRef;

/** Reads how much of an image was written. */
public record GetUsage(Session session, ImageRef image) implements RbdCommand.OnImage<GetUsage.DiskUsage> {
    @Override
    public DiskUsage read(String output) {
        JsonNode image = Json.tree(output).path("images").path(0);
        return new DiskUsage(Json.number(image, "provisioned_size"), Json.number(image, "used_size"));
    }

    /**
     * The disk usage of an image.
     *
     * @param provisioned the size of the image in bytes
     * @param used the bytes written
     */
    public record DiskUsage(long provisioned, long used) {}
}
