package org.infoplane.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theOldFileIsThereUntilTheNewOneIsWhole() throws IOException {
    Path path = folder.resolve("file");
    assertThat(AtomicFile.write(path, bytes("old"))).isEqualTo(path);
    AtomicFile.write(
        path,
        temporary -> {
          Files.writeString(temporary, "new");
          assertThat(temporary.toAbsolutePath().getParent()).isEqualTo(folder.toRealPath());
          assertThat(path).hasContent("old");
        });
    assertThat(path).hasContent("new");
    assertThat(folder.toFile().list()).containsExactly("file");
  }

  @Test
  void eachWriterHasATemporaryFileOfItsOwn() {
    Path path = folder.resolve("file");
    List<Path> temporaries = new ArrayList<>();
    AtomicFile.write(
        path,
        outer -> {
          temporaries.add(Files.writeString(outer, "outer"));
          AtomicFile.write(path, inner -> temporaries.add(Files.writeString(inner, "inner")));
          assertThat(path).hasContent("inner");
          assertThat(outer).hasContent("outer");
        });
    assertThat(path).hasContent("outer");
    assertThat(temporaries).hasSize(2).doesNotHaveDuplicates();
    assertThat(folder.toFile().list()).containsExactly("file");
  }

  @Test
  void aDiskThatIsFullLeavesTheOldFileAndSaysTheNumbers() throws IOException {
    Path path = folder.resolve("file");
    Files.writeString(path, "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    path,
                    temporary -> {
                      Files.write(temporary, new byte[1234]);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageMatching(
            "Cannot write \".*/file\" \\(more than 1234 bytes\\): java\\.io\\.IOException: No space left on device\\. Its folder has [1-9]\\d* bytes free\\. Make room, or choose another folder\\.");
    assertThat(path).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("file");
  }

  @Test
  void anErrorInBetweenLeavesTheOldFileToo() throws IOException {
    Path path = folder.resolve("file");
    Files.writeString(path, "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    path,
                    temporary -> {
                      Files.writeString(temporary, "half");
                      throw new IllegalStateException("a bug");
                    }))
        .hasMessage("a bug");
    assertThat(path).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("file");
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    AtomicFile.write(link, bytes("new"));
    assertThat(link).isSymbolicLink();
    assertThat(target).hasContent("new");
  }

  @Test
  void anInterruptedCellWritesItsFile() {
    Path path = folder.resolve("file");
    Thread.currentThread().interrupt();
    AtomicFile.write(path, bytes("all"));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(path).hasContent("all");
  }

  @Test
  void placesThatCannotBeWrittenAreNamed() throws IOException {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AtomicFile.write(folder, bytes("x")))
        .withMessageMatching("\".*\" is a folder\\. Pass the name of a file in it\\.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AtomicFile.write(folder.resolve("a/b"), bytes("x")))
        .withMessageMatching(
            "Cannot write \".*/a/b\": no folder \".*/a\"\\. Create it first: Files\\.createDirectories\\(folder\\)\\.");
  }

  @Test
  void aFolderThatMayNotBeWrittenIsNamed() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    assumeFalse(closed.toFile().setWritable(false) && Files.isWritable(closed), "root may all");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AtomicFile.write(closed.resolve("x"), bytes("x")))
        .withMessageContaining("its folder is not writable. Choose another folder, or change");
  }
}
