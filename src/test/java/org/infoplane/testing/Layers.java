package org.infoplane.testing;

import org.infoplane.symbol.Values;

/** A deterministic layer of 5 units on all inputs of 12 bits, whose information others computed. */
public final class Layers {

  private Layers() {}

  /** All 4096 inputs, most significant bit first. */
  public static Values inputs() {
    return Values.view(4096, 12, (row, i) -> (row >> (11 - i)) & 1);
  }

  /** z_j = sum_i x_i (((7 i + 3 j) mod 11) - 5) / 5, then tanh or relu. */
  public static Values deterministic(String activation) {
    double[][] layer = new double[4096][5];
    for (int row = 0; row < 4096; row++) {
      for (int j = 0; j < 5; j++) {
        double z = 0;
        for (int i = 0; i < 12; i++) {
          z += inputs().get(row, i) * ((7 * i + 3 * j) % 11 - 5);
        }
        layer[row][j] =
            switch (activation) {
              case "tanh" -> Math.tanh(z / 5.0);
              case "relu" -> Math.max(0, z / 5.0);
              default -> throw new IllegalArgumentException(activation);
            };
      }
    }
    return Values.ofRows(layer);
  }
}
