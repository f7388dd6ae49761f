package io.rbdfunctions.project;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The ladder: one way down, and each door to the outside in one package only. */
@AnalyzeClasses(packages = "io.rbdfunctions", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String OURS = "io.rbdfunctions..";

    /** Every package of main has its place in the ladder; {@code dev} is not part of what is shipped. */
    @ArchTest
    static final ArchRule EVERY_PACKAGE_IS_ON_THE_LADDER = classes()
            .should()
            .resideInAnyPackage(packages(
                    "startup",
                    "function",
                    "observability",
                    "admission",
                    "status",
                    "sweep",
                    "reconcile",
                    "operation",
                    "rbd",
                    "kubernetes",
                    "process",
                    "volume",
                    "concurrent",
                    "dev"));

    @ArchTest
    static final ArchRule STARTUP_IS_USED_BY_NOBODY = noClasses()
            .that()
            .resideOutsideOfPackage(ours("startup"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ours("startup"));

    @ArchTest
    static final ArchRule FUNCTION = only(
            "function",
            "observability",
            "admission",
            "status",
            "sweep",
            "reconcile",
            "operation",
            "volume",
            "concurrent");

    @ArchTest
    static final ArchRule OBSERVABILITY = only(
            "observability", "sweep", "reconcile", "operation", "rbd", "kubernetes", "process", "volume", "concurrent");

    @ArchTest
    static final ArchRule ADMISSION = only("admission", "reconcile", "operation", "kubernetes", "volume", "concurrent");

    @ArchTest
    static final ArchRule STATUS =
            only("status", "sweep", "reconcile", "operation", "rbd", "kubernetes", "volume", "concurrent");

    @ArchTest
    static final ArchRule SWEEP = only("sweep", "reconcile", "operation", "rbd", "kubernetes", "volume", "concurrent");

    @ArchTest
    static final ArchRule RECONCILE = only("reconcile", "operation", "kubernetes", "volume", "concurrent");

    @ArchTest
    static final ArchRule OPERATION = only("operation", "rbd", "kubernetes", "volume", "concurrent");

    @ArchTest
    static final ArchRule RBD = only("rbd", "process", "volume", "concurrent");

    @ArchTest
    static final ArchRule KUBERNETES = only("kubernetes", "volume", "concurrent");

    @ArchTest
    static final ArchRule PROCESS = only("process", "volume", "concurrent");

    @ArchTest
    static final ArchRule DEV = only("dev", "process", "volume").allowEmptyShould(true);

    @ArchTest
    static final ArchRule CONCURRENT = only("concurrent");

    @ArchTest
    static final ArchRule VALUES_USE_THE_JDK_ONLY = classes()
            .that()
            .resideInAPackage(ours("volume"))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", ours("volume"));

    @ArchTest
    static final ArchRule NO_CYCLES_AT_ANY_DEPTH =
            slices().matching("io.rbdfunctions.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONE_DOOR_TO_THE_API_SERVER = door("kubernetes", "io.fabric8.kubernetes.client..");

    /** {@code startup} observes the router, which is the first that Quarkus creates. */
    @ArchTest
    static final ArchRule ONE_DOOR_TO_THE_NETWORK = noClasses()
            .that()
            .resideOutsideOfPackages(packages("function", "startup"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus.funqy..", "io.quarkus.vertx..", "io.vertx..", "io.cloudevents..", "java.net.http..");

    @ArchTest
    static final ArchRule ONE_DOOR_TO_METRICS_AND_TRACES =
            door("observability", "io.prometheus..", "io.opentelemetry..", "io.micrometer..");

    @ArchTest
    static final ArchRule ONE_DOOR_TO_THE_OPERATING_SYSTEM = noClasses()
            .that()
            .resideOutsideOfPackage(ours("process"))
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.smallrye.common.process..")
                    .or(belongToAnyOf(ProcessBuilder.class, Process.class)))
            .orShould()
            .callMethodWhere(target(name("exec")).and(target(owner(type(Runtime.class)))))
            .orShould()
            .callMethodWhere(target(nameStartingWith("destroy")).and(target(owner(type(ProcessHandle.class)))));

    @ArchTest
    static final ArchRule ONE_DOOR_TO_NATIVE_CODE = door("rbd.librbd", "java.lang.foreign..");

    @ArchTest
    static final ArchRule THE_DOOR_TO_NATIVE_CODE_KNOWS_COMMANDS_ONLY =
            only("rbd.librbd", "rbd.command", "rbd.value", "volume", "concurrent");

    @ArchTest
    static final ArchRule MODEL_TYPES_STAY_ABOVE = noClasses()
            .that()
            .resideInAnyPackage(packages("rbd", "process", "volume", "concurrent", "dev"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fabric8..");

    /** The tests have the jars that are left out of what is shipped. */
    @ArchTest
    static void kindsOfObjectsThatAreLeftOutAreNotUsed(JavaClasses classes) throws IOException {
        String key = "%prod.quarkus.class-loading.removed-artifacts";
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            settings.load(file);
        }
        String[] kinds = Pattern.compile("io\\.fabric8:kubernetes-model-(\\w+)")
                .matcher(settings.getProperty(key))
                .results()
                .map(jar -> "io.fabric8.kubernetes.api.model.%s..".formatted(jar.group(1)))
                .toArray(String[]::new);

        assertThat(kinds).hasSizeGreaterThan(10);
        noClasses().should().dependOnClassesThat().resideInAnyPackage(kinds).check(classes);
    }

    @ArchTest
    static final ArchRule SETTINGS_COME_FROM_THE_CONFIGURATION = noClasses()
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class, String.class);

    @ArchTest
    static final ArchRule ONE_LOGGER =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

    @ArchTest
    static final ArchRule NOTHING_IS_PRINTED = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule CONCRETE_CLASSES_ARE_FINAL = classes()
            .that()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .areNotAnonymousClasses()
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .should()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        Stream<String> unmarked = classes.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(each -> !each.isAnnotatedWith(NullMarked.class))
                .map(each -> each.getName());

        assertThat(unmarked).isEmpty();
    }

    private static ArchRule only(String user, String... used) {
        return classes()
                .that()
                .resideInAPackage(ours(user))
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(OURS)
                        .or(resideInAnyPackage(packages(used)))
                        .or(resideInAnyPackage(ours(user))));
    }

    private static ArchRule door(String keeper, String... outside) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ours(keeper))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(outside);
    }

    private static String ours(String name) {
        return "io.rbdfunctions." + name + "..";
    }

    private static String[] packages(String... names) {
        return Arrays.stream(names).map(ArchitectureTest::ours).toArray(String[]::new);
    }
}
