package io.rbdfunctions.tools.bench;

import io.rbdfunctions.function.http.TestCertificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The settings that connect a function to the API server of a benchmark. */
final class ApiSettings {
    /** With a CA file, as in a pod; without one the client would load all CAs of the JDK. */
    private static final List<String> PLAIN = List.of(
            "http2.disable=true",
            "kubernetes.auth.tryKubeConfig=false",
            "kubernetes.auth.tryServiceAccount=false",
            "kubernetes.certs.ca.file=" + TestCertificate.make().file());

    private ApiSettings() {}

    static String[] of(String address, String... more) {
        return Stream.of(Stream.of("kubernetes.master=" + address), PLAIN.stream(), Arrays.stream(more))
                .flatMap(settings -> settings)
                .toArray(String[]::new);
    }
}
