package org.infoplane.result;

/** The kinds of information from layer to layer. */
public enum FlowKind {
  /** Between pairs of units. */
  TRANSFER_ENTROPY("Transfer entropy", "TE"),
  /** Between pairs of units, conditioned on all others. */
  GIVEN_THE_REST("Transfer entropy given the rest", "TE"),
  /** By intervention, one unit at a time. */
  INFORMATION_FLOW("Information flow", "flow"),
  /** By intervention, conditioned on all other units. */
  FLOW_IN_CONTEXT("Information flow in context", "flow");

  private final String title;
  private final String symbol;

  FlowKind(String title, String symbol) {
    this.title = title;
    this.symbol = symbol;
  }

  /** {@return the name, capitalised for titles} */
  public String title() {
    return title;
  }

  /** {@return a short name for axes and columns} */
  public String symbol() {
    return symbol;
  }

  /** {@return whether it is measured by intervention, not by observation} */
  public boolean byDoing() {
    return this == INFORMATION_FLOW || this == FLOW_IN_CONTEXT;
  }

  /** {@return the name within a sentence} */
  @Override
  public String toString() {
    return Character.toLowerCase(title.charAt(0)) + title.substring(1);
  }
}
