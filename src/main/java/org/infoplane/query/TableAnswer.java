package org.infoplane.query;

import org.infoplane.figure.Showable;
import org.infoplane.figure.TableHtml;
import tech.tablesaw.api.Table;

/** A question whose answer shows itself as a table. */
abstract class TableAnswer implements Showable {

  /** {@return the answer, measured if it was not yet} */
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
