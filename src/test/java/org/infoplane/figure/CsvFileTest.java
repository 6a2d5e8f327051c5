package org.infoplane.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.infoplane.Notebook;
import org.infoplane.testing.Recordings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class CsvFileTest {

  @TempDir Path folder;

  @Test
  void numbersHaveAllTheirDigitsAndMissingOnesAreEmpty() throws IOException {
    Table table =
        Table.create(
            "t",
            IntColumn.create("epoch", new int[] {1, 2, 3}),
            StringColumn.create("a \"layer\", größer", "x → y", "", "two\nlines"),
            DoubleColumn.create("TE [bits]", new double[] {0.1 + 0.2, Double.NaN, -1e-300}));
    Path file = folder.resolve("t.csv");
    Files.writeString(file, "old");
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(CsvFile.save(TableText.readable(table), file)).isEqualTo(file);
    } finally {
      Locale.setDefault(before);
    }
    assertThat(Files.readString(file))
        .isEqualTo(
            """
            epoch,"a ""layer"", größer",TE [bits]
            1,x → y,0.30000000000000004
            2,,
            3,"two
            lines",-1.0E-300
            """);
    assertThat(folder.toFile().list()).containsExactly("t.csv");
  }

  @Test
  void everyQuerySavesItsTable() throws IOException {
    var te = Notebook.transferEntropy(Recordings.copying("mid"));
    Path file = te.saveCsv(folder.resolve("te.csv"));
    Table read = Table.read().csv(file.toFile());
    assertThat(read.columnNames()).isEqualTo(te.table().columnNames());
    assertThat(read.doubleColumn("TE mean [bits]").asList())
        .isEqualTo(te.table().doubleColumn("TE mean [bits]").asList());
  }

  @Test
  void aFolderIsRefused() {
    var te = Notebook.transferEntropy(Recordings.copying("mid"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> te.saveCsv(folder))
        .withMessageContaining("is a folder. Pass the name of a file in it.");
  }
}
