package org.infoplane.query;

import java.nio.file.Path;
import org.infoplane.figure.CsvFile;
import org.infoplane.figure.Showable;
import org.infoplane.figure.TableHtml;
import tech.tablesaw.api.Table;

/** A query that shows its result as a table. */
abstract class TableAnswer implements Showable {

  /** {@return the result, measured on first use} */
  public abstract Table table();

  /**
   * Writes {@link #table()} as CSV, with all digits.
   *
   * @param path a file, replaced if it exists
   * @return the path
   * @throws IllegalArgumentException if it is a folder, or its folder is missing or read-only
   * @throws java.io.UncheckedIOException if writing fails; an existing file is then unchanged
   */
  public final Path saveCsv(Path path) {
    CsvFile.requirePlace(path); // before there is a long wait
    return CsvFile.save(table(), path);
  }

  @Override
  public final String html() {
    return TableHtml.of(table());
  }

  @Override
  public final String toString() {
    return table().print(20);
  }
}
