package org.infoplane.jupyter.launcher;

import java.util.List;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import org.rapaio.jupyter.kernel.channels.Channels;
import org.rapaio.jupyter.kernel.channels.ControlChannel;
import org.rapaio.jupyter.kernel.core.RapaioKernel;
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
      ((ControlChannel) Main.field(Channels.class, "control").get(channels))
          .sendMessage(new Message<>(message.getId(), reply.type(), reply));
      MessageId<?> cell = running;
      if (cell == null) {
        return;
      }
      channels.setMsgId(cell);
      List<Runnable> after = List.copyOf(afterActions());
      afterActions().clear();
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
      Main.control(kernel).interrupt();
    } catch (ReflectiveOperationException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private Stack<Runnable> afterActions() throws ReflectiveOperationException {
    return (Stack<Runnable>) Main.field(Channels.class, "afterActions").get(channels);
  }
}
