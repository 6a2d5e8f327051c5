package org.infoplane.jupyter.launcher;

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
 * Mutable: shows the message of what a cell threw, its causes, the lines of the cell, and where it
 * was thrown. Compiler errors stay as the kernel shows them. The kernel itself calls every error
 * {@code EvalException}, drops its causes, and shows the whole stack trace.
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

  /** Replaces the kernel's display of errors. */
  static CellErrors of(RapaioKernel kernel, Channels channels) {
    CellErrors errors = new CellErrors(kernel, channels);
    RapaioExecutionControl control = Main.control(kernel);
    ExecutorService first = Main.get(RapaioExecutionControl.class, "executor", control);
    first.shutdown(); // it only ran the start-up script
    Main.set(RapaioExecutionControl.class, "executor", control, errors.new Executor());
    Map<Class<EvalException>, ErrorFormatter<EvalException>> formatters =
        Main.get(ErrorFormatters.class, "map", null);
    formatters.put(EvalException.class, CellErrors::passOn);
    return errors;
  }

  /** Leaves the kernel's display by an exception, since the kernel has chosen a name already. */
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

  /** Runs cells, and remembers what was thrown. */
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
          super.setException(error); // the kernel continues after this call
        }
      };
    }
  }

  /** Runs a cell and shows what it throws. */
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
    String type = error.getExceptionClassName();
    if (real != null && !real.getClass().getName().equals(type)) {
      real = null;
    }
    String name = real == null ? type.replaceFirst(".*[.$]", "") : real.getClass().getSimpleName();
    String message = Objects.requireNonNullElse(error.getMessage(), "");
    String first = message.isEmpty() ? name : name + ": " + message;
    List<String> lines = new ArrayList<>();
    lines.add(ANSI.start().bold().fgRed().text(first).render());
    if (real != null) {
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
      String type = "caused by " + cause.getClass().getSimpleName();
      causes.add(message == null ? type : type + ": " + message);
    }
    return causes;
  }

  /** Returns the lines of the notebook, innermost first, then the origin and our first frame. */
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
    AtomicInteger next = Main.get(RapaioKernel.class, "executionCount", null);
    return next.get() - 1;
  }
}
