package io.rbdfunctions.operation.check.kubernetes;

import static java.util.stream.Collectors.joining;

import io.rbdfunctions.volume.ceph.ImageFeatures.ImageFeature;
import io.rbdfunctions.volume.ceph.ImageLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The releases of Linux that map images with certain features, from the documentation of Ceph (rbd-config-ref, "Image Features").
 * Kernels of Red Hat have features of later releases, and are not judged.
 */
final class KernelSupport {
    /** A release of Linux. */
    record Release(int major, int minor) implements Comparable<Release> {
        private static final Pattern FORM = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4}).*");

        @Override
        public int compareTo(Release other) {
            return Comparator.comparingInt(Release::major)
                    .thenComparingInt(Release::minor)
                    .compare(this, other);
        }

        @Override
        public String toString() {
            return major + "." + minor;
        }
    }

    /** What an image has, and the first release that maps such images. */
    record Need(String what, Release first) {
        @Override
        public String toString() {
            return "%s needs Linux %s".formatted(what, first);
        }
    }

    private static final Pattern WITH_BACKPORTS = Pattern.compile(".*\\.el[0-9].*");

    private KernelSupport() {}

    /** What an image of the layout needs, beyond what the kernels of all supported distributions have. */
    static List<Need> needs(ImageLayout layout) {
        List<Need> needs = new ArrayList<>();
        layout.features().list().stream().flatMap(KernelSupport::need).forEach(needs::add);
        if (layout.dataPool() != null) {
            needs.add(new Need("dataPool", new Release(4, 11)));
        }
        if (layout.striping() != null) {
            needs.add(new Need("stripeUnit", new Release(4, 17)));
        }
        return List.copyOf(needs);
    }

    /** No kernel maps images with journaling, which {@link #isPossible} tells. */
    private static Stream<Need> need(ImageFeature feature) {
        return switch (feature) {
            case LAYERING, JOURNALING -> Stream.empty();
            case EXCLUSIVE_LOCK -> Stream.of(new Need(feature.toString(), new Release(4, 9)));
            case DEEP_FLATTEN -> Stream.of(new Need(feature.toString(), new Release(5, 1)));
            case OBJECT_MAP, FAST_DIFF -> Stream.of(new Need(feature.toString(), new Release(5, 3)));
        };
    }

    /** Whether any kernel maps images of the layout. */
    static boolean isPossible(ImageLayout layout) {
        return !layout.features().list().contains(ImageFeature.JOURNALING);
    }

    /**
     * The nodes whose kernel is too old, with the kernel; empty if none is known to be.
     *
     * @param kernels by the names of the nodes
     */
    static List<String> tooOld(Map<String, String> kernels, List<Need> needs) {
        return kernels.entrySet().stream()
                .filter(node -> needs.stream().anyMatch(need -> isTooOld(node.getValue(), need.first())))
                .map(node -> "%s (%s)".formatted(node.getKey(), node.getValue()))
                .sorted()
                .toList();
    }

    private static boolean isTooOld(String kernel, Release first) {
        Matcher release = Release.FORM.matcher(kernel);
        return release.matches()
                && !WITH_BACKPORTS.matcher(kernel).matches()
                && new Release(Integer.parseInt(release.group(1)), Integer.parseInt(release.group(2))).compareTo(first)
                        < 0;
    }

    static String text(List<Need> needs) {
        return needs.stream().map(Need::toString).collect(joining(", "));
    }
}
