package org.infoplane.figure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.infoplane.testing.Figures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of figure is, trait for trait, the one that was last looked at. After a change that is
 * meant, write the baselines anew with {@code mvn test -Dtest=FigureBaselinesTest
 * -Dinfoplane.baselines=write}, read their difference and look at the figures.
 */
class FigureBaselinesTest {

  private static final Path FOLDER = Path.of("src", "test", "resources", "figures");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Drawable> FIGURES = Figures.all();

  static Stream<String> names() {
    return FIGURES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void figureIsItsBaseline(String name) throws Exception {
    JsonNode figure = JSON.readTree(Objects.requireNonNull(FIGURES.get(name)).figure().json());
    Path file = FOLDER.resolve(name + ".json");
    if ("write".equals(System.getProperty("infoplane.baselines"))) {
      JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), figure);
    }
    List<String> differences = new ArrayList<>();
    compare("", JSON.readTree(Files.readString(file)), figure, differences);
    assertThat(differences).as(name + ", against " + file).isEmpty();
  }

  @Test
  void eachBaselineHasItsFigure() throws Exception {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
          .containsExactlyInAnyOrderElementsOf(FIGURES.keySet());
    }
  }

  /** Numbers may differ by what libraries of logarithms differ by. */
  private static void compare(String at, JsonNode wanted, JsonNode got, List<String> differences) {
    if (wanted.isNumber() && got.isNumber()) {
      double apart = Math.abs(wanted.asDouble() - got.asDouble());
      if (apart <= 1e-6 * Math.max(1, Math.abs(wanted.asDouble()))) {
        return;
      }
    } else if (wanted.isObject() && got.isObject()) {
      TreeSet<String> fields = new TreeSet<>();
      wanted.fieldNames().forEachRemaining(fields::add);
      got.fieldNames().forEachRemaining(fields::add);
      fields.forEach(
          field -> compare(at + "/" + field, wanted.path(field), got.path(field), differences));
      return;
    } else if (wanted.isArray() && got.isArray()) {
      for (int i = 0; i < Math.max(wanted.size(), got.size()); i++) {
        compare(at + "/" + i, wanted.path(i), got.path(i), differences);
      }
      return;
    } else if (wanted.equals(got)) {
      return;
    }
    differences.add("%s: expected %s, got %s".formatted(at, wanted, got));
  }
}
