package io.rbdfunctions.support.manifest;

import java.nio.file.Path;

/** Stands in for {@code kubectl} where there is none: {@code kustomize DIRECTORY} prints the rendered directory. */
public final class KustomizeProgram {
    private KustomizeProgram() {}

    public static void main(String[] arguments) {
        for (Manifest manifest : Kustomization.render(Path.of(arguments[1]))) {
            System.out.println(Yaml.text(manifest.document()));
        }
    }
}
