package io.rbdfunctions.rbd.monitor;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command for the monitors, as {@code ceph} sends it. None changes anything.
 *
 * @param <A> the answer
 */
public sealed interface MonitorCommand<A> {
    /** The command as {@code ceph} names it, in messages and as a metric label. */
    String verb();

    /** The command in the form that monitors take, as JSON. */
    String json();

    /**
     * Reads the output of a monitor.
     *
     * @throws IllegalArgumentException if it does not have the expected form
     */
    A read(String output);

    /** The answer if a monitor fails with the errno and this is no failure; empty if it is one. */
    default Optional<A> answerTo(int errno) {
        return Optional.empty();
    }

    /** Lists the pools. Takes the permission to read the map of the OSDs, as every client needs it. */
    record ListPools() implements MonitorCommand<List<PoolState>> {
        @Override
        public String verb() {
            return "osd pool ls";
        }

        @Override
        public String json() {
            return """
                    {"prefix":"osd pool ls","detail":"detail","format":"json"}""";
        }

        @Override
        public List<PoolState> read(String output) {
            return PoolAnswers.states(output);
        }
    }

    /** Reads the use of all pools, by their names. Pools that no manager has reported yet are missing. */
    record ReadUsage() implements MonitorCommand<Map<String, PoolUsage>> {
        @Override
        public String verb() {
            return "df";
        }

        @Override
        public String json() {
            return """
                    {"prefix":"df","detail":"detail","format":"json"}""";
        }

        @Override
        public Map<String, PoolUsage> read(String output) {
            return PoolAnswers.usages(output);
        }
    }

    /**
     * Asks whether the user may block a crashed client that holds a lock, by naming an address that cannot be read: monitors check the
     * permission first, and the address before they change anything.
     */
    record ProbeBlocklist() implements MonitorCommand<Boolean> {
        private static final int INVALID = 22;

        @Override
        public String verb() {
            return "osd blocklist";
        }

        @Override
        public String json() {
            return """
                    {"prefix":"osd blocklist","blocklistop":"add","addr":"probe:0/1"}""";
        }

        /** A monitor that accepts the address is of an unknown release. */
        @Override
        public Boolean read(String output) {
            throw new IllegalArgumentException("the monitor accepted an invalid address");
        }

        @Override
        public Optional<Boolean> answerTo(int errno) {
            return errno == INVALID ? Optional.of(true) : Optional.empty();
        }
    }
}
