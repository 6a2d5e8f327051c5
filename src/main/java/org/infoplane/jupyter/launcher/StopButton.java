package org.infoplane.jupyter.launcher;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import org.rapaio.jupyter.kernel.channels.Channels;
import org.rapaio.jupyter.kernel.channels.ControlChannel;
import org.rapaio.jupyter.kernel.core.RapaioKernel;
import org.rapaio.jupyter.kernel.core.java.JavaEngine;
import org.rapaio.jupyter.kernel.core.java.RapaioExecutionControlProvider;
import org.rapaio.jupyter.kernel.message.Message;
import org.rapaio.jupyter.kernel.message.MessageId;
import org.rapaio.jupyter.kernel.message.messages.ControlInterruptReply;
import org.rapaio.jupyter.kernel.message.messages.ControlInterruptRequest;
import org.rapaio.jupyter.kernel.message.messages.ShellExecuteRequest;

/**
 * Mutable: interrupts the cell that runs, and leaves the kernel as it was. The kernel's own handler
 * ends the threads that run cells, so that no later cell does anything; it answers as if the
 * interruption were the cell, and does what is to be done after the cell before it has ended.
 */
final class StopButton {

  private static final long AFTER_THE_HANDLER = 100; // ms

  private final RapaioKernel kernel;
  private final Channels channels;
  private volatile @Nullable MessageId<?> running;

  StopButton(RapaioKernel kernel, Channels channels) {
    this.kernel = kernel;
    this.channels = channels;
  }

  /** Runs a cell, and knows that it runs. */
  void execute(Message<ShellExecuteRequest> cell) {
    running = cell.getId();
    try {
      kernel.handleExecuteRequest(cell);
    } finally {
      running = null;
    }
  }

  /** Interrupts the thread of the cell, once the kernel has done with this message. */
  void interrupt(Message<ControlInterruptRequest> message) {
    try {
      ControlInterruptReply reply = new ControlInterruptReply();
      control().sendMessage(new Message<>(message.getId(), reply.type(), reply));
      MessageId<?> cell = running;
      if (cell == null) {
        return;
      }
      channels.setMsgId(cell);
      List<Runnable> after = takeAfterActions();
      Thread later = new Thread(() -> interrupt(cell, after), "stop button");
      later.setDaemon(true);
      later.start();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private void interrupt(MessageId<?> cell, List<Runnable> after) {
    try {
      Thread.sleep(AFTER_THE_HANDLER);
      if (!cell.equals(running)) { // it has ended by itself meanwhile
        after.forEach(Runnable::run);
        return;
      }
      afterActions().addAll(0, after);
      JavaEngine engine = kernel.javaEngine();
      String id = (String) field(JavaEngine.class, "executionId").get(engine);
      RapaioExecutionControlProvider controls =
          (RapaioExecutionControlProvider) field(JavaEngine.class, "controlProvider").get(engine);
      controls.getRegisteredControl(id).interrupt();
    } catch (ReflectiveOperationException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Runnable> takeAfterActions() throws ReflectiveOperationException {
    Stack<Runnable> all = afterActions();
    List<Runnable> taken = new ArrayList<>(all);
    all.clear();
    return taken;
  }

  @SuppressWarnings("unchecked")
  private Stack<Runnable> afterActions() throws ReflectiveOperationException {
    return (Stack<Runnable>) field(Channels.class, "afterActions").get(channels);
  }

  private ControlChannel control() throws ReflectiveOperationException {
    return (ControlChannel) field(Channels.class, "control").get(channels);
  }

  private static Field field(Class<?> owner, String name) throws NoSuchFieldException {
    Field field = owner.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
