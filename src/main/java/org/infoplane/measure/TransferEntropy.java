package org.infoplane.measure;

import org.infoplane.symbol.Counts;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Symbols;

/**
 * Plug-in transfer entropy of one pair of series, of any alphabet and history: the conditional
 * mutual information {@code I(y_next ; x_past | y_past)} of an {@link Embedding}.
 *
 * @see <a href="https://doi.org/10.1103/PhysRevLett.85.461">Schreiber 2000</a>
 * @see PairwiseTransferEntropy
 */
public final class TransferEntropy {

  private TransferEntropy() {}

  /**
   * Measures one pair.
   *
   * @param source symbols that hold the source
   * @param sourceUnit series in {@code source}
   * @param target symbols that hold the target
   * @param targetUnit series in {@code target}
   * @param embedding histories and lag
   * @return TE source to target; bias df / (2n) nats; p-value of {@link ChiSquare}
   * @throws IllegalArgumentException if lengths differ or no transition is left
   */
  public static Estimate of(
      Symbols source, int sourceUnit, Symbols target, int targetUnit, Embedding embedding) {
    Counts counts = embedding.count(source, sourceUnit, target, targetUnit);
    double nats = PlugIn.conditionalInformation(counts);
    int df = (counts.nexts() - 1) * (counts.sources() - 1) * counts.pasts();
    if (source.isConstant(sourceUnit) || target.isConstant(targetUnit)) {
      df = 0;
    }
    return new Estimate(
        nats,
        counts.total(),
        df / (2.0 * counts.total()),
        Double.NaN,
        ChiSquare.pValue(nats, counts.total(), df));
  }
}
