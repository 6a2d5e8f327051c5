package org.infoplane.recording;

/**
 * A recorded layer.
 *
 * @param name as the network calls it; {@code input} for what goes in
 * @param type such as {@code dense} or {@code convolution}
 * @param units series recorded for it; a feature map is one, its mean
 */
public record LayerInfo(String name, String type, int units) {

  /**
   * The same layer with another number of units.
   *
   * @param seen units that were recorded
   * @return a new description
   */
  public LayerInfo withUnits(int seen) {
    return new LayerInfo(name, type, seen);
  }
}
