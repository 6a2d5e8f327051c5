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
 * One writer at a time, of all processes: two recordings in one file would mix.
 *
 * <p>POSIX lets go of a lock as soon as its process closes the locked file anywhere. Hence a file
 * beside that nobody reads, and hence a process asks itself before it opens one.
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
   * Takes it.
   *
   * @param path of the file that will be written
   * @throws IllegalStateException if somebody has it
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
        "Asked to record to \"%s\", but another recording is being written there. Wait for it, stop it, or choose another file."
            .formatted(path));
  }

  /** The file, locked; null if another process has it. */
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
      file.close(); // it is new, or whoever had it has just removed it
    }
  }

  private static boolean tryLock(RandomAccessFile file) throws IOException {
    try {
      return file.getChannel().tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // held in this process by another copy of this class
    }
  }

  /** Tells a file from another of the same name. */
  private static @Nullable Object key(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Lets go of it. */
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
