package org.infoplane.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.TimeAxis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class ResultFileTest {

  private static final Table TABLE =
      Table.create(
          "two words",
          StringColumn.create("α", "a b", "a  b\n", "ab"),
          DoubleColumn.create("x", 1 / 3.0, Double.NaN, -0.0));

  @TempDir Path folder;

  private Path small() {
    Path file = folder.resolve("small.json");
    Recipe settings = Recipe.empty().with("one setting", "of two words");
    ResultFile.write(file, TableJson.KIND, "small", settings, TableJson.json(TABLE));
    return file;
  }

  private static JsonNode read(Path file) {
    ResultFile<JsonNode> read = ResultFile.read(file, TableJson.KIND, all -> all);
    assertThat(read.settings().entries()).containsEntry("one setting", "of two words").hasSize(1);
    return read.content();
  }

  private static void assertDamaged(Path file, String as) {
    assertThatIllegalArgumentException()
        .as(as)
        .isThrownBy(() -> read(file))
        .withMessageMatching(
            "(?s)\".*small\\.json\" was damaged or changed: .*\\. Restore the file, or delete it to compute the result anew\\.");
  }

  @Test
  void eachFlippedBitIsDamage() throws IOException {
    Path file = small();
    JsonNode content = read(file);
    assertThat(content).isEqualTo(ResultFile.MAPPER.readTree(TableJson.json(TABLE).toString()));
    byte[] whole = Files.readAllBytes(file);
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      for (int bit = 0; bit < 8 * whole.length; bit++) {
        bytes.seek(bit / 8);
        bytes.write(whole[bit / 8] ^ 1 << bit % 8);
        assertDamaged(file, "bit " + bit);
        bytes.seek(bit / 8);
        bytes.write(whole[bit / 8]);
      }
    }
    assertThat(read(file)).isEqualTo(content);
  }

  @Test
  void aSpaceThatIsMissingInAStringIsDamage() throws IOException {
    Path file = small();
    String good = Files.readString(file);
    for (String[] change :
        new String[][] {
          {"\"a b\"", "\"ab\""},
          {"\"of two words\"", "\"of two  words\""},
          {"\"one setting\"", "\"onesetting\""},
          {"\"two words\"", "\"two\\twords\""}
        }) {
      assertThat(good).contains(change[0]);
      Files.writeString(file, good.replace(change[0], change[1]));
      assertDamaged(file, change[1]);
    }
    for (int length = 0; length < good.length(); length++) {
      Files.writeString(file, good.substring(0, length));
      if (good.substring(0, length).contains("\"sha256\"")) {
        assertDamaged(file, "cut off after " + length);
      } else {
        assertThatIllegalArgumentException().isThrownBy(() -> read(file));
      }
    }
  }

  private static String sha256(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void aFileOfANewerVersionIsNoDamage() throws Exception {
    Path file = small();
    String next =
        Files.readString(file)
            .replace("\"format version\" : 2", "\"format version\" : 3")
            .replaceFirst("(\"sha256\" : \")[0-9a-f]+", "$1");
    Files.writeString(file, next.replace("\"sha256\" : \"", "\"sha256\" : \"" + sha256(next)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(file))
        .withMessageContaining(
            "has version 3 of its format, and this infoplane reads versions 1 and 2. Read it with infoplane");
  }

  /** Those of version 1, whose numbers stand in the file as anybody reads them. */
  @Test
  void theKeptResultsOfTheRepositoryAreReadToTheDigit() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.list(Path.of("notebooks/results/kept"))) {
      all = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    assertThat(all).hasSize(117);
    int runs = 0;
    for (Path file : all) {
      ObjectNode plain = (ObjectNode) ResultFile.MAPPER.readTree(Files.readAllBytes(file));
      String kind = plain.path("format").asText();
      assertThat(plain.path("format version").asInt()).isEqualTo(1);
      JsonNode again =
          switch (kind) {
            case RunSummaryJson.KIND -> likeVersion1(RunSummaryJson.json(RunSummary.load(file)));
            case TableJson.KIND ->
                TableJson.json(ResultFile.read(file, kind, TableJson::table).content());
            default -> ResultFile.read(file, kind, content -> content).content();
          };
      runs += kind.equals(RunSummaryJson.KIND) ? 1 : 0;
      assertThat(ResultFile.MAPPER.writeValueAsString(again))
          .as("%s", file)
          .isEqualTo(ResultFile.MAPPER.writeValueAsString(plain.path("result")));
    }
    assertThat(runs).isGreaterThan(50);
  }

  /** Time axis and null stood in the recipe only. */
  private static JsonNode likeVersion1(JsonNode run) {
    ObjectNode te = (ObjectNode) run.path("transfer entropy");
    assertThat(TimeAxis.valueOf(te.path("time axis").asText()))
        .hasToString(run.at("/recipe/time axis").asText());
    assertThat(te.path("null")).isEqualTo(run.at("/recipe/null"));
    te.remove(List.of("time axis", "null"));
    return run;
  }
}
