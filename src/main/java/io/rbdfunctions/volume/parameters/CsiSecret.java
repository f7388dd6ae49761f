package io.rbdfunctions.volume.parameters;

/** The calls of the CSI driver for which a volume can name a Secret, besides those that every volume names. */
public enum CsiSecret {
    CONTROLLER_EXPAND,
    CONTROLLER_PUBLISH,
    NODE_EXPAND,
    NODE_PUBLISH
}
