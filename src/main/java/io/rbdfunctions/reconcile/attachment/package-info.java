/**
 * The part of csi-attacher: marks VolumeAttachments as attached, for which RBD needs no work, and removes finalizers of
 * csi-attacher.
 */
@NullMarked
package io.rbdfunctions.reconcile.attachment;

import org.jspecify.annotations.NullMarked;
