package org.infoplane.paper;

import java.util.Map;
import org.infoplane.figure.Drawable;

/** The figures of made-up claims, for tests of pictures. */
public final class ClaimFigures {

  private ClaimFigures() {}

  public static Map<String, Drawable> all() {
    Claims one = Claims.of("tanh", MadeUp.aboveTheNull(Claim.FALLS).runs(10));
    Claims both = one.and(Claims.of("<ReLU>", MadeUp.noise(Claim.FALLS).runs(3)));
    return Map.of("claims", () -> one.figure(), "claims-of-two", () -> both.figure());
  }
}
