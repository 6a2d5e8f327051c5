package org.infoplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Notebooks are in IJava's dialect: one {@code %maven} line, then plain Java, no outputs kept. */
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
    assertThat(magics).containsExactly("%maven org.infoplane:infoplane:0.1.0");
    assertThat(root.at("/metadata/kernelspec/name").asText()).isEqualTo("java");
  }
}
