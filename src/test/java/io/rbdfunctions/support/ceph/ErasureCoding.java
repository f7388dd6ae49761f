package io.rbdfunctions.support.ceph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Creates erasure-coded pools on a cluster with one OSD, by a CRUSH rule that chooses it for each shard. */
final class ErasureCoding {
    private static final String CHOICE = "step take default\nstep choose indep 1 type osd\nstep emit\n";
    private static final String RULE =
            "\nrule one-osd {\nid 9\ntype erasure\nmin_size 1\nmax_size 10\n" + CHOICE.repeat(3) + "}\n";

    private ErasureCoding() {}

    /** @param ceph runs a command with the configuration of the cluster */
    static void createPool(Path directory, String name, Consumer<List<String>> ceph) {
        Path text = directory.resolve("crush.txt");
        if (!Files.exists(text)) {
            addRule(directory, text, ceph);
        }
        ceph.accept(List.of("ceph", "osd", "pool", "create", name, "1", "1", "erasure", "two-one", "one-osd"));
    }

    private static void addRule(Path directory, Path text, Consumer<List<String>> ceph) {
        String binary = directory.resolve("crush").toString();
        ceph.accept(List.of(
                "ceph", "osd", "erasure-code-profile", "set", "two-one", "k=2", "m=1", "crush-failure-domain=osd"));
        ceph.accept(List.of("ceph", "osd", "getcrushmap", "-o", binary));
        try {
            crushtool("-d", binary, "-o", text.toString());
            Files.writeString(text, Files.readString(text) + RULE);
            crushtool("-c", text.toString(), "-o", binary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ceph.accept(List.of("ceph", "osd", "setcrushmap", "-i", binary));
    }

    private static void crushtool(String... arguments) {
        var command = new ArrayList<>(List.of("crushtool"));
        command.addAll(List.of(arguments));
        Commands.run(command, "", Map.of()).orFail();
    }
}
