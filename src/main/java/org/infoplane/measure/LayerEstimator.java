package org.infoplane.measure;

import java.util.Optional;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.symbol.*;

/** Stub. */
public interface LayerEstimator {
  Estimate ofInput(Values layer, Optional<Values> input, Surrogates nulls);

  Estimate ofLabels(Values layer, Partition labels, Surrogates nulls);

  static LayerEstimator of(ContinuousEstimator x) {
    throw new UnsupportedOperationException();
  }
}
