package org.infoplane.measure;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Mutable: a value computed at its first use; twice if two threads race. */
final class Lazy<T> implements Supplier<T> {

  private final Supplier<T> factory;
  private volatile @Nullable T cached;

  Lazy(Supplier<T> factory) {
    this.factory = factory;
  }

  @Override
  public T get() {
    T value = cached;
    if (value == null) {
      value = factory.get();
      cached = value;
    }
    return value;
  }
}
