package org.infoplane.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** A Java shell that runs what a user types into a notebook's cells. */
public final class Cells implements AutoCloseable {

  private final JShell shell = JShell.builder().executionEngine("local").build();

  private Cells() {
    String all = System.getProperty("java.class.path");
    shell.addToClasspath(System.getProperty("surefire.test.class.path", all));
  }

  /** With the class path of the tests and no imports. */
  public static Cells open() {
    return new Cells();
  }

  /** Runs a cell, snippet by snippet, and gives the value of the last one. */
  public String run(String source) {
    String left = source;
    String value = "";
    while (!left.isBlank()) {
      CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(left);
      for (SnippetEvent event : shell.eval(next.source())) {
        if (event.causeSnippet() != null) {
          continue; // what was there before, if a cell is run again
        }
        assertThat(event.exception()).as(next.source()).isNull();
        assertThat(event.status())
            .as("%s%n%s", next.source(), problems(event.snippet()))
            .isEqualTo(Snippet.Status.VALID);
        value = event.value() == null ? "" : event.value();
      }
      left = next.remaining();
    }
    return value;
  }

  private String problems(Snippet snippet) {
    return shell
        .diagnostics(snippet)
        .map(problem -> problem.getMessage(null))
        .collect(Collectors.joining(", "));
  }

  @Override
  public void close() {
    shell.close();
  }
}
