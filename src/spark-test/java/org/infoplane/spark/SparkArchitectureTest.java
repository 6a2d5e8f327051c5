package org.infoplane.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The arrows of the room: nobody knows it, and it knows no network and no figure. */
class SparkArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("org.infoplane");

  @Test
  void nothingElseKnowsSpark() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.infoplane.spark")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.infoplane.spark", "org.apache.spark..", "org.apache.hadoop..")
        .check(CLASSES);
  }

  @Test
  void theRoomKnowsQueriesRecordingsAndResults() {
    classes()
        .that()
        .resideInAPackage("org.infoplane.spark")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "scala..",
            "org.apache.spark..",
            "org.apache.hadoop..",
            "org.apache.parquet..",
            "org.objenesis..",
            "org.jspecify.annotations",
            "org.infoplane.spark",
            "org.infoplane.file",
            "org.infoplane.measure..",
            "org.infoplane.query",
            "org.infoplane.recording..",
            "org.infoplane.result",
            "org.infoplane.symbol")
        .check(CLASSES);
  }
}
