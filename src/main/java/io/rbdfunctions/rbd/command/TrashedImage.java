package io.rbdfunctions.rbd.command;

/**
 * An image in the trash.
 *
 * @param id what restores or removes it
 * @param name the name it had
 * @param status rbd's words on when it expires or has expired
 */
public record TrashedImage(String id, String name, String status) {}
