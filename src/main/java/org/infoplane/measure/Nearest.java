package org.infoplane.measure;

import java.util.Arrays;

/** Mutable: the k nearest points so far; ties go to the lower index. */
final class Nearest {

  /** {@code int[k]}, nearest first. */
  final int[] found;

  final double[] distances;

  Nearest(int k) {
    found = new int[k];
    distances = new double[k];
    Arrays.fill(found, Integer.MAX_VALUE);
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
  }

  /** Distance of the k-th; infinite while there are fewer. */
  double farthest() {
    return distances[distances.length - 1];
  }

  /** Whether a point would be among the k nearest. */
  boolean wants(int id, double distance) {
    return isBefore(distances.length - 1, id, distance);
  }

  /** Inserts a point, and drops the last. */
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
