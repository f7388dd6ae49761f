package io.rbdfunctions.support.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What asks for the sweep where there is no Knative: the CronJob of {@code overlays/plain}. */
public final class SweepCronJob {
    public static final String POD = "/spec/jobTemplate/spec/template/spec";
    public static final String CONTAINER = POD + "/containers/0";

    private SweepCronJob() {}

    public static Manifest manifest() {
        return Kustomization.render(ManifestTree.PLAIN).stream()
                .filter(manifest -> manifest.is("batch/v1/CronJob"))
                .findFirst()
                .orElseThrow();
    }

    /** Where its token is mounted. */
    public static String tokenFile() {
        Manifest job = manifest();
        return job.text(CONTAINER + "/volumeMounts/0/mountPath") + "/"
                + job.text(POD + "/volumes/0/projected/sources/0/serviceAccountToken/path");
    }

    /**
     * Its command, but for where the function and the token are.
     *
     * @param port the function's, on loopback
     */
    public static List<String> command(int port, Path token) {
        List<String> command = new ArrayList<>(manifest().list(CONTAINER + "/command").stream()
                .map(JsonNode::asText)
                .toList());
        String script = replace(command.removeLast(), "/dev/tcp/rbd-functions/80", "/dev/tcp/127.0.0.1/" + port);
        command.add(replace(script, tokenFile(), token.toString()));
        return command;
    }

    private static String replace(String script, String there, String here) {
        if (!script.contains(there)) {
            throw new IllegalStateException("the job's command does not name " + there);
        }
        return script.replace(there, here);
    }
}
