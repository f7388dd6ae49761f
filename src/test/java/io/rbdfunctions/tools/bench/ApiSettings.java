package io.rbdfunctions.tools.bench;

import io.rbdfunctions.function.http.TestCertificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What leads a function to an API server of the benchmark. */
final class ApiSettings {
    /** A pod always knows an authority; without one the client would keep the JDK's 140. */
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
