package org.infoplane.measure;

import java.util.Arrays;

/** Mutable: the k nearest so far; of equally near ones those with the lower index. */
final class Nearest {

  private final int[] found;
  private final double[] distances;

  Nearest(int k) {
    found = new int[k];
    distances = new double[k];
    Arrays.fill(found, Integer.MAX_VALUE);
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
  }

  /** {@code int[k]}, nearest first. */
  int[] found() {
    return found;
  }

  /** How far each is. */
  double[] distances() {
    return distances;
  }

  /** Distance of the last of them; infinite as long as there are fewer. */
  double farthest() {
    return distances[distances.length - 1];
  }

  /** If one would be among them. */
  boolean wants(int id, double distance) {
    return isBefore(distances.length - 1, id, distance);
  }

  /** Puts one in its place, and drops the last. */
  void put(int id, double distance) {
    int place = distances.length - 1;
    while (place > 0 && isBefore(place - 1, id, distance)) {
      found[place] = found[place - 1];
      distances[place] = distances[place - 1];
      place--;
    }
    found[place] = id;
    distances[place] = distance;
  }

  private boolean isBefore(int place, int id, double distance) {
    return distance < distances[place] || (distance == distances[place] && id < found[place]);
  }
}
