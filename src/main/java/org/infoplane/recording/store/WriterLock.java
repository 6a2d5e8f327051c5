package org.infoplane.recording.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Allows one writer of a file at a time, across processes.
 *
 * <p>POSIX releases a lock as soon as its process closes the locked file anywhere. Hence a separate
 * lock file that nobody reads, and a set of the locks held by this process.
 */
final class WriterLock implements Closeable {

  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet(); // by this process

  private final Path beside;
  private final RandomAccessFile file;

  private WriterLock(Path beside, RandomAccessFile file) {
    this.beside = beside;
    this.file = file;
  }

  /**
   * Acquires the lock.
   *
   * @param path of the file that will be written
   * @throws IllegalStateException if it is held already, by any process
   */
  static WriterLock of(Path path) throws IOException {
    Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent()).toRealPath();
    Path beside = folder.resolve(path.getFileName() + ".lock");
    if (HELD.add(beside)) {
      RandomAccessFile file = null;
      try {
        file = locked(beside);
        if (file != null) {
          return new WriterLock(beside, file);
        }
      } finally {
        if (file == null) {
          HELD.remove(beside);
        }
      }
    }
    throw new IllegalStateException(
        "Another recording is being written to \"%s\". Wait for it, stop it, or choose another file."
            .formatted(path));
  }

  /** The lock file, locked; null if another process holds it. */
  private static @Nullable RandomAccessFile locked(Path beside) throws IOException {
    while (true) {
      Object key = key(beside);
      RandomAccessFile file = new RandomAccessFile(beside.toFile(), "rw");
      if (!tryLock(file)) {
        file.close();
        return null;
      }
      if (Objects.equals(key, key(beside))) {
        return file;
      }
      file.close(); // it is new, or its holder has just removed it
    }
  }

  private static boolean tryLock(RandomAccessFile file) throws IOException {
    try {
      return file.getChannel().tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // held in this process by another copy of this class
    }
  }

  /** Identifies a file, whatever its name; null if there is none. */
  private static @Nullable Object key(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    boolean removed = beside.toFile().delete(); // first, where an open file can be removed
    try {
      file.close();
      if (!removed) {
        Files.deleteIfExists(beside);
      }
    } finally {
      HELD.remove(beside);
    }
  }
}
