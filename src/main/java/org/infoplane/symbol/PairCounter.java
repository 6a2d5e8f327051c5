package org.infoplane.symbol;

/** A way of counting pairs. */
interface PairCounter {

  /** Counts every source with some targets, {@code first} to {@code end - 1}. */
  void count(int first, int end, AllPairs.Receiver receiver);
}
