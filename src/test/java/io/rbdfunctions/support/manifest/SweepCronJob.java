package io.rbdfunctions.support.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The CronJob of {@code overlays/plain}, which requests sweeps on clusters without Knative. */
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

    /** The path of the mounted token. */
    public static String tokenFile() {
        Manifest job = manifest();
        return job.text(CONTAINER + "/volumeMounts/0/mountPath") + "/"
                + job.text(POD + "/volumes/0/projected/sources/0/serviceAccountToken/path");
    }

    /**
     * The command of the job with another port and token.
     *
     * @param port the port of the function on loopback
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
            throw new IllegalStateException("the command of the job does not contain " + there);
        }
        return script.replace(there, here);
    }
}
