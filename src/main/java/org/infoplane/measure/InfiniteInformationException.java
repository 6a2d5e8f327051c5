package org.infoplane.measure;

/** Thrown if one variable is a linear function of the others. */
final class InfiniteInformationException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  InfiniteInformationException(String message) {
    super(message);
  }
}
