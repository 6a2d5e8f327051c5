package org.infoplane.spark;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkFiles;
import org.apache.spark.util.SerializableConfiguration;
import org.infoplane.file.AtomicFile;
import org.infoplane.recording.Recording;
import org.infoplane.recording.store.RecordingFile;

/**
 * A recording at a path that driver and workers see: a file, or a folder whose files, in the order
 * of their names, are the bytes of one.
 *
 * <p>Each process opens it once, and keeps it open. A file of the local file system is read in
 * place, others are fetched once through Hadoop to the process's folder.
 *
 * @param path with its scheme, such as {@code hdfs://host/run.infoplane}
 * @param bytes its length, as the driver saw it
 * @param modified when it was last written, as the driver saw it, in milliseconds
 * @param hadoop settings of the file systems
 */
record SharedRecording(String path, long bytes, long modified, SerializableConfiguration hadoop)
    implements Serializable {

  private record Key(String path, long bytes, long modified) {}

  // The one static state: a task ends, and the next one in the same process opens the same file.
  private static final Map<Key, Recording> OPENED = new ConcurrentHashMap<>();

  static SharedRecording at(String path, Configuration hadoop) {
    try {
      org.apache.hadoop.fs.Path asked = new org.apache.hadoop.fs.Path(path);
      FileSystem files = asked.getFileSystem(hadoop);
      String whole = files.makeQualified(asked).toString();
      List<FileStatus> parts = parts(whole, files);
      return new SharedRecording(
          whole,
          bytes(parts),
          parts.stream().mapToLong(FileStatus::getModificationTime).max().orElse(0),
          new SerializableConfiguration(hadoop));
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  private Object readResolve() {
    return recording();
  }

  Recording recording() {
    return OPENED.computeIfAbsent(new Key(path, bytes, modified), key -> open());
  }

  private Recording open() {
    try {
      org.apache.hadoop.fs.Path shared = new org.apache.hadoop.fs.Path(path);
      FileSystem files = shared.getFileSystem(hadoop.value());
      List<FileStatus> parts = parts(path, files);
      long here = bytes(parts);
      if (here != bytes) {
        throw new IllegalStateException(
            "The recording \"%s\" has %s bytes on %s and %s bytes on the driver. Put the same file there, or a path that both share."
                .formatted(path, here, Host.name(), bytes));
      }
      boolean local = shared.toUri().getScheme().equals("file");
      return RecordingFile.load(
          local && parts.size() == 1
              ? Path.of(parts.get(0).getPath().toUri().getPath())
              : fetch(files, parts));
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  private static long bytes(List<FileStatus> parts) {
    return parts.stream().mapToLong(FileStatus::getLen).sum();
  }

  private static List<FileStatus> parts(String path, FileSystem files) throws IOException {
    org.apache.hadoop.fs.Path shared = new org.apache.hadoop.fs.Path(path);
    if (!files.exists(shared)) {
      throw new IllegalArgumentException(
          "No recording \"%s\" on %s. Put it where driver and workers see it under this path: HDFS, S3, or a folder that all have mounted."
              .formatted(path, Host.name()));
    }
    List<FileStatus> parts =
        Arrays.stream(files.listStatus(shared))
            .filter(FileStatus::isFile)
            .filter(file -> !file.getPath().getName().matches("[._].*"))
            .sorted()
            .toList();
    if (parts.isEmpty()) {
      throw new IllegalArgumentException(
          "The folder \"%s\" is empty. Put the parts of a recording there, named in their order."
              .formatted(path));
    }
    return parts;
  }

  private Path fetch(FileSystem files, List<FileStatus> parts) {
    String name =
        "%s-%s-%s.infoplane".formatted(Integer.toHexString(path.hashCode()), bytes, modified);
    return AtomicFile.write(
        Path.of(SparkFiles.getRootDirectory()).toAbsolutePath().normalize().resolve(name),
        temporary -> {
          try (OutputStream to = new FileOutputStream(temporary.toFile())) {
            for (FileStatus part : parts) {
              try (InputStream from = files.open(part.getPath())) {
                from.transferTo(to);
              }
            }
          }
        });
  }

  private static UncheckedIOException failure(String path, IOException e) {
    return new UncheckedIOException(
        "Cannot read the recording \"%s\" on %s: %s. Check the path and the settings of its file system (spark.hadoop...)."
            .formatted(path, Host.name(), e),
        e);
  }
}
