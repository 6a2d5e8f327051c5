package org.infoplane.recording;

import static java.util.Objects.requireNonNull;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Mutable: a least-recently-used cache of what queries computed from a recording, such as the
 * symbols of a layer. Thread-safe.
 */
public final class Memo {

  private static final int SHARE_OF_HEAP = 8;

  private record Entry(Object value, long bytes) {}

  private final Map<Object, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final long largest;
  private long bytes;

  Memo() {
    this(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }

  /** Limits the cache to a number of bytes. */
  Memo(long largest) {
    this.largest = largest;
  }

  /**
   * {@return the value of a key, computed if it is not cached; two threads may compute it at once}
   *
   * @param <T> type of the value
   * @param key with {@code equals}; determines value and type
   * @param size of a value, in bytes
   * @param compute makes the value
   */
  public <T> T get(Object key, ToLongFunction<T> size, Supplier<T> compute) {
    requireNonNull(key, "key must not be null");
    requireNonNull(size, "size must not be null");
    requireNonNull(compute, "compute must not be null");
    synchronized (entries) {
      Entry known = entries.get(key);
      if (known != null) {
        @SuppressWarnings("unchecked") // by the contract of the key
        T value = (T) known.value;
        return value;
      }
    }
    T made = compute.get();
    put(key, new Entry(made, size.applyAsLong(made)));
    return made;
  }

  private void put(Object key, Entry made) {
    if (made.bytes > largest) {
      return; // would evict all others
    }
    synchronized (entries) {
      Entry before = entries.put(key, made);
      bytes += made.bytes - (before == null ? 0 : before.bytes);
      Iterator<Entry> oldest = entries.values().iterator();
      while (bytes > largest && oldest.hasNext()) {
        bytes -= oldest.next().bytes;
        oldest.remove();
      }
    }
  }
}
