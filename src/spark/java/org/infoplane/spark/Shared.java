package org.infoplane.spark;

import java.io.Serializable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What all tasks of a job need, sent to each process once and unpacked there once.
 *
 * @param <T> its type
 */
final class Shared<T> implements Serializable {

  private static final long serialVersionUID = 1;

  private final String version;
  private final byte[] packed;
  private transient volatile @Nullable T opened;

  Shared(byte[] packed) {
    this(packed, Host.version());
  }

  /** Of a driver with this infoplane. */
  Shared(byte[] packed, String version) {
    this.packed = packed;
    this.version = version;
  }

  /**
   * {@return the result of a task, packed}
   *
   * @throws IllegalStateException if it failed, with the name of the host
   */
  <R> R task(Function<T, R> task) {
    if (!Host.version().equals(version)) {
      throw new TaskException(
          "The driver has infoplane %s, and %s has %s. Give both the same jars: spark-submit --jars, and no older infoplane in the workers' Spark folder."
              .formatted(version, Host.name(), Host.version()));
    }
    try {
      return task.apply(value());
    } catch (RuntimeException e) {
      String message = String.valueOf(e.getMessage());
      String host = Host.name();
      throw new TaskException(message.contains(host) ? message : "On " + host + ": " + message, e);
    }
  }

  @SuppressWarnings("unchecked")
  private T value() {
    T known = opened;
    if (known == null) {
      synchronized (this) {
        known = opened;
        if (known == null) {
          known = (T) Serializer.open(packed);
          opened = known;
        }
      }
    }
    return known;
  }
}
