package org.infoplane.measure;

/** A positive definite matrix of few rows, by its Cholesky factor. Immutable. */
final class SmallMatrix {

  private final double[][] lower;

  SmallMatrix(int size) {
    this.lower = new double[size][size];
  }

  /** Some rows and columns of a larger one. */
  SmallMatrix(double[][] all, int[] some) {
    this(part(all, some));
  }

  SmallMatrix(double[][] matrix) {
    this(matrix.length);
    for (int i = 0; i < lower.length; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= lower[i][k] * lower[j][k];
        }
        lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
      }
    }
  }

  private static double[][] part(double[][] all, int[] some) {
    double[][] part = new double[some.length][some.length];
    for (int i = 0; i < some.length; i++) {
      for (int j = 0; j < some.length; j++) {
        part[i][j] = all[some[i]][some[j]];
      }
    }
    return part;
  }

  private double[] forward(double[] vector) {
    double[] solved = vector.clone();
    for (int i = 0; i < solved.length; i++) {
      for (int k = 0; k < i; k++) {
        solved[i] -= lower[i][k] * solved[k];
      }
      solved[i] /= lower[i][i];
    }
    return solved;
  }

  /** M^-1 v. */
  double[] solve(double[] vector) {
    double[] solved = forward(vector);
    for (int i = solved.length - 1; i >= 0; i--) {
      for (int k = i + 1; k < solved.length; k++) {
        solved[i] -= lower[k][i] * solved[k];
      }
      solved[i] /= lower[i][i];
    }
    return solved;
  }

  /** v' M^-1 v. */
  double square(double[] vector) {
    double sum = 0;
    for (double value : forward(vector)) {
      sum += value * value;
    }
    return sum;
  }
}
