package org.infoplane.jupyter.launcher;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import jdk.jshell.EvalException;
import jdk.jshell.Snippet;
import org.jspecify.annotations.Nullable;
import org.rapaio.jupyter.kernel.channels.Channels;
import org.rapaio.jupyter.kernel.core.RapaioKernel;
import org.rapaio.jupyter.kernel.core.format.ErrorFormatter;
import org.rapaio.jupyter.kernel.core.format.ErrorFormatters;
import org.rapaio.jupyter.kernel.core.java.RapaioExecutionControl;
import org.rapaio.jupyter.kernel.display.text.ANSI;
import org.rapaio.jupyter.kernel.message.Message;
import org.rapaio.jupyter.kernel.message.MessageType;
import org.rapaio.jupyter.kernel.message.messages.ErrorReply;
import org.rapaio.jupyter.kernel.message.messages.IOPubError;
import org.rapaio.jupyter.kernel.message.messages.ShellExecuteRequest;

/**
 * Mutable: shows what a cell threw as its message, then the lines of the cell, then where it was
 * thrown; errors of the compiler stay as the kernel shows them. The kernel itself names every error
 * {@code EvalException}, forgets its causes, and shows all of its trace.
 */
final class CellErrors {

  private static final int LINES = 5;

  private final RapaioKernel kernel;
  private final Channels channels;
  private volatile @Nullable Throwable thrown;

  private CellErrors(RapaioKernel kernel, Channels channels) {
    this.kernel = kernel;
    this.channels = channels;
  }

  /** Takes the place of the kernel's own way to show errors of cells. */
  static CellErrors of(RapaioKernel kernel, Channels channels) throws ReflectiveOperationException {
    CellErrors errors = new CellErrors(kernel, channels);
    RapaioExecutionControl control = Main.control(kernel);
    Field executor = Main.field(RapaioExecutionControl.class, "executor");
    ((ExecutorService) executor.get(control)).shutdown(); // it has run the start-up script
    executor.set(control, errors.new Executor());
    ErrorFormatter<EvalException> passOn = CellErrors::passOn;
    formatters().put(EvalException.class, passOn);
    return errors;
  }

  @SuppressWarnings("unchecked")
  private static Map<Class<? extends Throwable>, ErrorFormatter<? extends Throwable>> formatters()
      throws ReflectiveOperationException {
    return (Map<Class<? extends Throwable>, ErrorFormatter<? extends Throwable>>)
        Main.field(ErrorFormatters.class, "map").get(null);
  }

  /** The kernel asks for lines where it has a name already: leave it, with the error. */
  private static List<String> passOn(RapaioKernel kernel, EvalException error) {
    throw new Failed(error);
  }

  private static final class Failed extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final EvalException error;

    Failed(EvalException error) {
      super(error);
      this.error = error;
    }
  }

  /** The threads of cells; they remember what was thrown. */
  private final class Executor extends ThreadPoolExecutor {

    Executor() {
      super(
          0,
          Integer.MAX_VALUE,
          60,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          cell -> new Thread(cell, "cell"));
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Callable<T> cell) {
      return new FutureTask<>(cell) {
        @Override
        protected void setException(Throwable error) {
          thrown = error instanceof InvocationTargetException ? error.getCause() : error;
          super.setException(error); // after it, the kernel goes on
        }
      };
    }
  }

  /** Runs a cell, and shows what it throws. */
  void execute(
      Message<ShellExecuteRequest> cell, Consumer<Message<ShellExecuteRequest>> execution) {
    try {
      execution.accept(cell);
    } catch (Failed failed) {
      show(failed.error);
    } finally {
      thrown = null;
    }
  }

  private void show(EvalException error) {
    Throwable real = thrown;
    boolean same = real != null && real.getClass().getName().equals(error.getExceptionClassName());
    String name =
        real != null && same
            ? real.getClass().getSimpleName()
            : error.getExceptionClassName().replaceFirst(".*[.$]", "");
    String message = Objects.requireNonNullElse(error.getMessage(), "");
    List<String> lines = new ArrayList<>();
    lines.add(
        ANSI.start()
            .bold()
            .fgRed()
            .text(message.isEmpty() ? name : name + ": " + message)
            .render());
    if (real != null && same) {
      causes(real).forEach(cause -> lines.add(ANSI.start().fgRed().text(cause).render()));
    }
    frames(error).forEach(frame -> lines.add(ANSI.start().fgBlue().text(frame).render()));
    channels.publish(new IOPubError(name, message, lines));
    channels.scheduleAfter(
        () ->
            channels.replyError(
                MessageType.SHELL_EXECUTE_REPLY.newError(),
                new ErrorReply(name, message, lines, count())));
  }

  private static List<String> causes(Throwable error) {
    List<String> causes = new ArrayList<>();
    for (Throwable cause = error.getCause();
        cause != null && causes.size() < LINES;
        cause = cause.getCause()) {
      String message = cause.getMessage();
      causes.add(
          "caused by "
              + cause.getClass().getSimpleName()
              + (message == null ? "" : ": " + message));
    }
    return causes;
  }

  /**
   * The lines of the notebook, innermost first; then where it was thrown, and the first of ours.
   */
  private List<String> frames(EvalException error) {
    List<String> cell = new ArrayList<>();
    List<String> libraries = new ArrayList<>();
    boolean ours = false;
    for (StackTraceElement frame : error.getStackTrace()) {
      String file = frame.getFileName();
      if (file != null && file.startsWith("#")) {
        String line = "  in " + line(frame, file.substring(1));
        if (cell.size() < LINES && !cell.contains(line)) {
          cell.add(line);
        }
        continue;
      }
      boolean isOurs = frame.getClassName().startsWith("org.infoplane.");
      if (isOurs ? !ours : cell.isEmpty() && libraries.isEmpty()) {
        libraries.add("  at " + frame);
        ours |= isOurs;
      }
    }
    cell.addAll(libraries);
    return cell;
  }

  private String line(StackTraceElement frame, String id) {
    String source =
        kernel
            .javaEngine()
            .getShell()
            .snippets()
            .filter(snippet -> snippet.id().equals(id))
            .findAny()
            .map(Snippet::source)
            .orElse("");
    List<String> lines = source.lines().toList();
    int number = frame.getLineNumber();
    String text = number > 0 && number <= lines.size() ? lines.get(number - 1).strip() : "";
    String method = frame.getMethodName();
    String owner = frame.getClassName();
    String where =
        method.isEmpty() || method.startsWith("lambda$")
            ? "the cell"
            : owner.isEmpty() ? method : owner + "." + method;
    return lines.size() > 1
        ? "%s, line %s: %s".formatted(where, number, text)
        : where + ": " + text;
  }

  private static int count() {
    try {
      return ((AtomicInteger) Main.field(RapaioKernel.class, "executionCount").get(null)).get() - 1;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
