package io.rbdfunctions.support.manifest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The directory {@code k8s/}. */
public final class ManifestTree {
    public static final Path ROOT = Path.of("k8s");
    public static final Path BASE = ROOT.resolve("base");
    public static final Path DIRECT = ROOT.resolve("overlays/direct");
    public static final Path ADMISSION = ROOT.resolve("overlays/admission");
    public static final Path ATTACHER = ROOT.resolve("overlays/attacher");
    public static final Path CERT_MANAGER = ROOT.resolve("overlays/admission-cert-manager");
    public static final Path PLAIN = ROOT.resolve("overlays/plain");
    public static final Path PLAIN_REPLICATED = ROOT.resolve("overlays/plain-replicated");
    public static final Path PLAIN_CERT_MANAGER = ROOT.resolve("overlays/plain-admission-cert-manager");
    public static final Path PLAIN_ROOK = ROOT.resolve("overlays/plain-rook");
    public static final Path PLAIN_ATTACHER = ROOT.resolve("overlays/plain-attacher");
    public static final Path SNAPSHOTS = ROOT.resolve("overlays/snapshots");
    public static final Path PLAIN_SNAPSHOTS = ROOT.resolve("overlays/plain-snapshots");
    public static final Path ADDED_SNAPSHOTS = ROOT.resolve("snapshots");
    public static final Path ADDED_SNAPSHOT_EVENTS = ROOT.resolve("snapshots/knative");
    public static final Path ACROSS_NAMESPACES = ROOT.resolve("clones-across-namespaces");
    public static final Path POLICIES = ROOT.resolve("policies");
    public static final Path OBSERVABILITY = ROOT.resolve("observability");
    public static final Path ROOK = ROOT.resolve("examples/rook");
    public static final Path QUICKSTART_CEPH = ROOT.resolve("examples/quickstart-ceph");
    public static final Path QUICKSTART_ROOK = ROOT.resolve("examples/quickstart-rook");
    public static final Path COMPONENTS = ROOT.resolve("components");
    public static final Path SITE = ROOT.resolve("examples/site");

    private ManifestTree() {}

    /** The installations for clusters with Knative. */
    public static List<Path> installations() {
        return List.of(BASE, DIRECT, ADMISSION, CERT_MANAGER, ATTACHER, SNAPSHOTS, SITE);
    }

    /** All directories for {@code kubectl apply -k}. */
    public static List<Path> kustomizations() {
        return Stream.concat(
                        installations().stream(),
                        Stream.of(
                                PLAIN,
                                PLAIN_REPLICATED,
                                PLAIN_ATTACHER,
                                PLAIN_SNAPSHOTS,
                                PLAIN_CERT_MANAGER,
                                PLAIN_ROOK,
                                ROOK,
                                QUICKSTART_CEPH,
                                QUICKSTART_ROOK,
                                ADDED_SNAPSHOTS,
                                ADDED_SNAPSHOT_EVENTS,
                                ACROSS_NAMESPACES,
                                POLICIES,
                                OBSERVABILITY))
                .toList();
    }

    /** The quickstarts, and the examples that are applied on their own. */
    public static List<Manifest> allExamples() {
        return Stream.concat(
                        Stream.of(QUICKSTART_CEPH, QUICKSTART_ROOK)
                                .flatMap(path -> Kustomization.render(path).stream()),
                        examples().stream())
                .toList();
    }

    /** The examples that are applied on their own. */
    public static List<Manifest> examples() {
        return yaml().filter(ManifestTree::isExample)
                .flatMap(file -> Yaml.documents(file).stream())
                .map(Manifest::new)
                .toList();
    }

    public static boolean isExample(Path file) {
        return ROOT.resolve("examples").equals(file.getParent());
    }

    /** All objects as they would be applied. */
    public static List<Manifest> allObjects() {
        return Stream.of(
                        examples().stream(),
                        kustomizations().stream().flatMap(path -> Kustomization.render(path).stream()),
                        optionalObjects())
                .flatMap(objects -> objects)
                .toList();
    }

    /** Of components that no kustomization of this directory uses. */
    private static Stream<Manifest> optionalObjects() {
        return Yaml.documents(COMPONENTS.resolve("priority-class/priority-class.yaml")).stream()
                .map(Manifest::new);
    }

    public static Stream<Path> yaml() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
