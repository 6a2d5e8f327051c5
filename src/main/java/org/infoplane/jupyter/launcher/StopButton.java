package org.infoplane.jupyter.launcher;

import java.util.List;
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
 * Mutable: interrupts the running cell and nothing else. The kernel's own handler ends the threads
 * that run cells, so that later cells do nothing; it also answers in place of the cell, and runs
 * the cell's after-actions before the cell has ended.
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

  /** Runs a cell, and remembers that it is running. */
  void execute(Message<ShellExecuteRequest> cell) {
    running = cell.getId();
    try {
      kernel.handleExecuteRequest(cell);
    } finally {
      running = null;
    }
  }

  /** Interrupts the cell's thread, once the kernel has finished with this message. */
  void interrupt(Message<ControlInterruptRequest> message) {
    ControlInterruptReply reply = new ControlInterruptReply();
    ControlChannel control = Main.get(Channels.class, "control", channels);
    control.sendMessage(new Message<>(message.getId(), reply.type(), reply));
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
  }

  private void interrupt(MessageId<?> cell, List<Runnable> after) {
    try {
      Thread.sleep(AFTER_THE_HANDLER);
      if (!cell.equals(running)) { // it ended by itself meanwhile
        after.forEach(Runnable::run);
        return;
      }
      afterActions().addAll(0, after);
      Main.control(kernel).interrupt();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Runnable> afterActions() {
    return Main.get(Channels.class, "afterActions", channels);
  }
}
