package org.infoplane.figure;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.infoplane.file.AtomicFile;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvWriteOptions;

/** Writes tables as CSV. */
public final class CsvFile {

  private CsvFile() {}

  /**
   * Checks that a file can be written, before a table is measured for it.
   *
   * @param path a file
   * @throws IllegalArgumentException if it is a folder, or its folder is missing or read-only
   */
  public static void requirePlace(Path path) {
    AtomicFile.requirePlace(path);
  }

  /**
   * Writes a table atomically, in UTF-8: names of columns first, numbers with all their digits, NaN
   * and missing cells empty.
   *
   * @param table any
   * @param path a file, replaced if it exists
   * @return the path
   * @throws IllegalArgumentException if it is a folder, or its folder is missing or read-only
   * @throws java.io.UncheckedIOException if writing fails; an existing file is then unchanged
   */
  public static Path save(Table table, Path path) {
    requireNonNull(table, "table must not be null");
    AtomicFile.requirePlace(path);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    OutputStreamWriter text = new OutputStreamWriter(bytes, StandardCharsets.UTF_8);
    table.write().usingOptions(CsvWriteOptions.builder(text).lineEnd("\n").build());
    return AtomicFile.write(path, bytes.toByteArray());
  }
}
