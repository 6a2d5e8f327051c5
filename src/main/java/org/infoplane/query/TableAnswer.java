package org.infoplane.query;

import org.infoplane.figure.Showable;
import org.infoplane.figure.TableHtml;
import tech.tablesaw.api.Table;

/** A query that shows its result as a table. */
abstract class TableAnswer implements Showable {

  /** {@return the result, measured on first use} */
  public abstract Table table();

  @Override
  public final String html() {
    return TableHtml.of(table());
  }

  @Override
  public final String toString() {
    return table().print(20);
  }
}
