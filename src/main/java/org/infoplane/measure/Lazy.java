package org.infoplane.measure;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Mutable: a value that is made when it is first asked for, perhaps by two threads at once. */
final class Lazy<T> implements Supplier<T> {

  private final Supplier<T> make;
  private volatile @Nullable T made;

  Lazy(Supplier<T> make) {
    this.make = make;
  }

  @Override
  public T get() {
    T value = made;
    if (value == null) {
      value = make.get();
      made = value;
    }
    return value;
  }
}
