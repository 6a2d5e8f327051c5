package org.infoplane.query;

import java.util.List;
import java.util.Map;
import org.infoplane.recording.Recording;

/**
 * A query in parts, which other processes can measure from the same recording: what they measured,
 * given back, is the query with all its tables and figures.
 *
 * @param <Q> the kind of query
 * @param <R> the result of a part, a record
 */
public sealed interface DivisibleQuery<Q, R> permits TransferEntropyQuery, MutualInformationQuery {

  /** {@return the recording that is queried} */
  Recording run();

  /** {@return the parts that are not known yet; no part depends on another} */
  List<QueryPart> parts();

  /**
   * {@return the result of one part}
   *
   * @param part one of {@link #parts}
   */
  R measure(QueryPart part);

  /**
   * {@return the same query, which knows some results}
   *
   * @param results by part
   */
  Q knowing(Map<QueryPart, R> results);
}
