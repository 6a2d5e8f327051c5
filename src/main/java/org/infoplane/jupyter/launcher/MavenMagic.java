package org.infoplane.jupyter.launcher;

import java.util.List;
import org.eclipse.aether.resolution.ArtifactResult;
import org.jspecify.annotations.Nullable;
import org.rapaio.jupyter.kernel.core.RapaioKernel;
import org.rapaio.jupyter.kernel.core.magic.MagicEvalException;
import org.rapaio.jupyter.kernel.core.magic.MagicHandler;
import org.rapaio.jupyter.kernel.core.magic.MagicSnippet;
import org.rapaio.jupyter.kernel.core.magic.SnippetMagicHandler;
import org.rapaio.jupyter.kernel.core.magic.dependencies.DependencySpec;
import org.rapaio.jupyter.kernel.display.DisplaySystem;

/**
 * IJava's line magic {@code %maven group:artifact:version}, without a line of output for each jar.
 */
final class MavenMagic extends MagicHandler {

  private static final String PREFIX = "%maven ";

  @Override
  public String name() {
    return "Maven";
  }

  @Override
  public List<String> helpMessage() {
    return List.of("Adds a Maven artifact and its dependencies to the class path.");
  }

  @Override
  public boolean canHandleSnippet(MagicSnippet snippet) {
    return canHandleOneLinePrefix(snippet, PREFIX);
  }

  @Override
  public List<SnippetMagicHandler> snippetMagicHandlers() {
    return List.of(
        SnippetMagicHandler.lineMagic()
            .syntaxMatcher(PREFIX + ".+")
            .syntaxHelp(List.of("%maven group:artifact:version"))
            .syntaxPrefix(PREFIX)
            .documentation(helpMessage())
            .canHandlePredicate(this::canHandleSnippet)
            .evalFunction(this::load)
            .completeFunction((kernel, snippet) -> null)
            .build());
  }

  private @Nullable Object load(RapaioKernel kernel, MagicSnippet snippet)
      throws MagicEvalException {
    String coordinates = snippet.line(0).code().substring(PREFIX.length()).strip();
    var manager = kernel.dependencyManager();
    try {
      manager.proposeDependency(new DependencySpec(coordinates, false));
      for (ArtifactResult result : manager.resolve().getArtifactResults()) {
        kernel
            .javaEngine()
            .getShell()
            .addToClasspath(result.getArtifact().getFile().getAbsolutePath());
        manager.addLoadedArtifact(result);
      }
      manager.promoteDependencies();
      DisplaySystem.inst().refreshSpiDisplayHandlers();
      return coordinates.startsWith("org.infoplane:infoplane")
          ? kernel
              .javaEngine()
              .eval(kernel.executionContext(), "new org.infoplane.jupyter.PageHead()")
          : null;
    } catch (Exception e) {
      throw new MagicEvalException(
          snippet,
          "Could not load %s: %s. Check the coordinates; if this is infoplane, run `bash environment/reproduce.sh` to install it."
              .formatted(coordinates, rootCause(e).getMessage()));
    } finally {
      manager.cleanProposedDependencies();
    }
  }

  private static Throwable rootCause(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
