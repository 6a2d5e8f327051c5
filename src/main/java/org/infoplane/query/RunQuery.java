package org.infoplane.query;

import java.util.Map;
import org.infoplane.result.RunSeries;
import tech.tablesaw.api.Table;

/** A query with values over time, which {@link Runs} asks of several recordings. */
public sealed interface RunQuery
    permits FlowQuery, MutualInformationQuery, EffectiveInformationQuery {

  /** {@return the result as a table} */
  Table table();

  /**
   * {@return the result as lines over time}
   *
   * @param run its name
   */
  RunSeries series(String run);

  /**
   * {@return what is asked, by name and in words: the results of several runs can be compared if it
   * is the same}
   */
  Map<String, String> settings();
}
