package org.infoplane.result;

/** What is measured from layer to layer. */
public enum FlowKind {
  /** Of pairs, whatever else there is. */
  TRANSFER_ENTROPY("Transfer entropy", "TE"),
  /** Of pairs, all other units known. */
  GIVEN_THE_REST("Transfer entropy given the rest", "TE"),
  /** By intervention, one unit at a time. */
  INFORMATION_FLOW("Information flow", "flow"),
  /** By intervention, all other units known. */
  FLOW_IN_CONTEXT("Information flow in context", "flow");

  private final String title;
  private final String symbol;

  FlowKind(String title, String symbol) {
    this.title = title;
    this.symbol = symbol;
  }

  /** {@return the name as a title begins with it} */
  public String title() {
    return title;
  }

  /** {@return a short name for axes and columns} */
  public String symbol() {
    return symbol;
  }

  /** {@return whether it is asked by doing, not by watching} */
  public boolean byDoing() {
    return this == INFORMATION_FLOW || this == FLOW_IN_CONTEXT;
  }

  /** {@return the name in a sentence} */
  @Override
  public String toString() {
    return Character.toLowerCase(title.charAt(0)) + title.substring(1);
  }
}
