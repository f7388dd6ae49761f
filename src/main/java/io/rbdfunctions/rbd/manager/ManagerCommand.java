package io.rbdfunctions.rbd.manager;

import io.rbdfunctions.rbd.manager.ManagerCommand.Acknowledgement;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolSpec;
import java.util.Optional;
import java.util.Set;

/**
 * A command for the active manager, as {@code ceph rbd task} sends it. Its module {@code rbd_support} works on tasks in the
 * background, one after the other, and repeats those that fail. They survive its restart.
 *
 * @param <A> the answer
 */
public sealed interface ManagerCommand<A> {
    /** The answer of a command that returns no data. */
    enum Acknowledgement {
        DONE
    }

    /** The command as {@code ceph} names it, in messages and as a metric label. */
    String verb();

    /** What the command works on, in messages. */
    String subject();

    /** The command in the form that the manager takes, as JSON. */
    String json();

    /** Reads the output of the manager. */
    A read(String output);

    /** The answer if the manager fails with the errno and this is no failure; empty if it is one. */
    default Optional<A> answerTo(int errno) {
        return Optional.empty();
    }

    /**
     * Has the manager remove an image from the trash. Until the expiry of the image each attempt fails; the manager makes the
     * first one at once and the second one 30 s later. Adding a task twice has no effect.
     */
    record AddTrashRemoval(PoolSpec pool, ImageId id) implements ManagerCommand<Acknowledgement> {
        @Override
        public String verb() {
            return "rbd task add trash remove";
        }

        @Override
        public String subject() {
            return pool + "/" + id;
        }

        /** Needs no escapes: pools, namespaces and ids have none of the characters that JSON would escape. */
        @Override
        public String json() {
            return """
                    {"prefix":"%s","image_id_spec":"%s"}""".formatted(verb(), subject());
        }

        @Override
        public Acknowledgement read(String output) {
            return Acknowledgement.DONE;
        }
    }

    /** Has the manager flatten an image. Adding a task twice has no effect. */
    record AddFlattening(ImageRef image) implements ManagerCommand<Acknowledgement> {
        @Override
        public String verb() {
            return "rbd task add flatten";
        }

        @Override
        public String subject() {
            return image.toString();
        }

        /** Needs no escapes, as the other. */
        @Override
        public String json() {
            return """
                    {"prefix":"%s","image_spec":"%s"}""".formatted(verb(), subject());
        }

        @Override
        public Acknowledgement read(String output) {
            return Acknowledgement.DONE;
        }
    }

    /** Asks for a task that does not exist: succeeds if the manager is there and listens to the user. Changes nothing. */
    record Probe() implements ManagerCommand<Acknowledgement> {
        private static final int MISSING = 2;

        @Override
        public String verb() {
            return "rbd task list";
        }

        @Override
        public String subject() {
            return "probe";
        }

        @Override
        public String json() {
            return """
                    {"prefix":"rbd task list","task_id":"probe"}""";
        }

        @Override
        public Acknowledgement read(String output) {
            return Acknowledgement.DONE;
        }

        @Override
        public Optional<Acknowledgement> answerTo(int errno) {
            return errno == MISSING ? Optional.of(Acknowledgement.DONE) : Optional.empty();
        }
    }

    /** The names of the images of the pool that the manager is to flatten. */
    record ListFlattenings(PoolSpec pool) implements TaskListing {
        @Override
        public Set<String> read(String output) {
            return TaskList.flattenings(output, pool);
        }
    }

    /** The ids of the images that the manager is to remove from the trash of the pool. */
    record ListTrashRemovals(PoolSpec pool) implements TaskListing {
        @Override
        public Set<String> read(String output) {
            return TaskList.trashRemovals(output, pool);
        }
    }

    /** A list of tasks on images of a pool. */
    sealed interface TaskListing extends ManagerCommand<Set<String>> {
        PoolSpec pool();

        @Override
        default String verb() {
            return "rbd task list";
        }

        @Override
        default String subject() {
            return pool().toString();
        }

        @Override
        default String json() {
            return """
                    {"prefix":"rbd task list"}""";
        }
    }
}
