package org.infoplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Notebooks are in IJava's dialect: one {@code %maven} line, of the library or of its room for
 * Spark, or a second one for Keras, then plain Java, no outputs kept.
 */
class NotebooksTest {

  static List<Path> notebooks() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("notebooks"))) {
      return all.filter(p -> p.toString().endsWith(".ipynb")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void areInIJavasDialect(Path notebook) throws IOException {
    JsonNode root = new ObjectMapper().readTree(notebook.toFile());
    List<String> magics = new ArrayList<>();
    for (JsonNode cell : root.path("cells")) {
      if (cell.path("cell_type").asText().equals("code")) {
        assertThat(cell.path("outputs")).as("outputs").isEmpty();
        for (JsonNode line : cell.path("source")) {
          if (line.asText().startsWith("%")) {
            magics.add(line.asText().strip());
          }
          assertThat(line.asText()).doesNotContain("rapaio", "jjava", "spencerpark", "display(");
        }
      }
    }
    assertThat(magics.get(0))
        .isIn(
            "%maven org.infoplane:infoplane:" + version(),
            "%maven org.infoplane:infoplane-spark:" + version());
    assertThat(magics.subList(1, magics.size()))
        .isSubsetOf("%maven org.deeplearning4j:deeplearning4j-modelimport:" + deeplearning4j());
    assertThat(root.at("/metadata/kernelspec/name").asText()).isEqualTo("java");
  }

  @Test
  void thePomOfTheRoomForSparkHasTheVersionsOfItsProfile() throws IOException {
    String room = Files.readString(Path.of("src/spark/pom.xml"));
    assertThat(room)
        .contains("\n  <version>" + version() + "</version>")
        .contains("<version>" + inPom("<spark.version>(.*?)</spark.version>") + "</");
  }

  @Test
  void readmeAndCitationHaveTheVersionOfThePom() throws IOException {
    assertThat(Files.readString(Path.of("README.md")))
        .contains("%maven org.infoplane:infoplane:" + version() + "`");
    assertThat(Files.readString(Path.of("CITATION.cff")))
        .contains("\nversion: \"" + version() + "\"\n");
  }

  private static String version() throws IOException {
    return inPom("<artifactId>infoplane</artifactId>\\s*<version>(.*?)</version>");
  }

  private static String deeplearning4j() throws IOException {
    return inPom("<dl4j.version>(.*?)</dl4j.version>");
  }

  private static String inPom(String pattern) throws IOException {
    Matcher pom = Pattern.compile(pattern).matcher(Files.readString(Path.of("pom.xml")));
    assertThat(pom.find()).isTrue();
    return pom.group(1);
  }
}
