package org.infoplane.jupyter.launcher;

import eu.maveniverse.maven.mima.context.ContextOverrides;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.rapaio.jupyter.kernel.MainApp;
import org.rapaio.jupyter.kernel.channels.AbstractChannel;
import org.rapaio.jupyter.kernel.channels.Channels;
import org.rapaio.jupyter.kernel.channels.LoopThread;
import org.rapaio.jupyter.kernel.channels.MessageHandler;
import org.rapaio.jupyter.kernel.channels.ShellChannel;
import org.rapaio.jupyter.kernel.core.ConnectionProperties;
import org.rapaio.jupyter.kernel.core.RapaioKernel;
import org.rapaio.jupyter.kernel.core.Transform;
import org.rapaio.jupyter.kernel.core.java.JavaEngine;
import org.rapaio.jupyter.kernel.core.java.RapaioExecutionControl;
import org.rapaio.jupyter.kernel.core.java.RapaioExecutionControlProvider;
import org.rapaio.jupyter.kernel.core.magic.MagicEngine;
import org.rapaio.jupyter.kernel.core.magic.dependencies.MimaDependencyManager;
import org.rapaio.jupyter.kernel.message.MessageType;
import org.rapaio.jupyter.kernel.message.messages.IOPubStatus;

/**
 * Starts the kernel: {@code java -jar infoplane-VERSION-kernel.jar CONNECTION_FILE}. Written for
 * rapaio 3.0.1, some of whose private fields it needs.
 */
public final class Main {

  private static final String MAVEN_DEFAULT = System.getProperty("user.home") + "/.m2/repository";

  private Main() {}

  /**
   * Adds {@code %maven} to the kernel's magics, then runs it until Jupyter ends it.
   *
   * @param arguments what Jupyter passes: the connection file
   * @throws Exception if the kernel cannot start
   */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("infoplane.notebook", "rapaio");
    Logger.getLogger("").setLevel(Level.WARNING); // else a line a message fills the terminal
    addMaven();
    useLocalRepository(
        MainApp.kernel.dependencyManager(),
        Path.of(System.getProperty("infoplane.repository", MAVEN_DEFAULT)));
    String file = Files.readString(Path.of(arguments[0]));
    ConnectionProperties connection = Transform.fromJson(file, ConnectionProperties.class);
    Channels channels = new Channels(connection);
    connect(channels, connection, MainApp.kernel);
    channels.joinUntilClose();
  }

  /** The kernel has no way to register a magic. */
  @SuppressWarnings("unchecked")
  static void addMaven() throws ReflectiveOperationException {
    ((List<Object>) field(MagicEngine.class, "magicHandlers").get(null)).add(0, new MavenMagic());
  }

  /**
   * Resolves from the repository that Maven installs into. The kernel's own setting is relative to
   * its jar, and fails in a folder whose name has a space.
   */
  private static void useLocalRepository(MimaDependencyManager manager, Path repository)
      throws ReflectiveOperationException {
    Field field = field(MimaDependencyManager.class, "contextOverrides");
    ContextOverrides overrides = (ContextOverrides) field.get(manager);
    field.set(manager, overrides.toBuilder().withLocalRepositoryOverride(repository).build());
  }

  /**
   * Does what {@link Channels#connect} does, in the right order. That one loses the first
   * kernel_info_request in half of the starts, and Jupyter waits for ever: it listens before it
   * knows its handlers, binds the shell before the channels it answers over, as it happens, and its
   * loops may end as they start.
   */
  @SuppressWarnings("unchecked")
  private static void connect(
      Channels channels, ConnectionProperties connection, RapaioKernel kernel)
      throws ReflectiveOperationException, InterruptedException {
    kernel.registerChannels(channels);
    field(Channels.class, "handlers")
        .set(
            channels,
            handlers(kernel, new StopButton(kernel, channels), CellErrors.of(kernel, channels)));
    var all =
        new ArrayList<>((Set<AbstractChannel>) field(Channels.class, "channels").get(channels));
    all.sort(Comparator.comparing(ShellChannel.class::isInstance)); // the shell last
    for (AbstractChannel channel : all) {
      channel.bind(connection);
      for (Field field : channel.getClass().getDeclaredFields()) {
        if (field.getType() == LoopThread.class) {
          field.setAccessible(true);
          field.set(channel, startAgain((LoopThread) field.get(channel)));
        }
      }
    }
    channels.publish(IOPubStatus.STARTING);
  }

  /** {@link LoopThread#start} says "running" after the thread may have asked: say it before. */
  private static LoopThread startAgain(LoopThread first)
      throws ReflectiveOperationException, InterruptedException {
    first.shutdown();
    first.join();
    LoopThread second =
        new LoopThread(
            first.getName(),
            field(LoopThread.class, "sleep").getLong(first),
            (Runnable) field(LoopThread.class, "loopBody").get(first));
    field(LoopThread.class, "running").setBoolean(second, true);
    second.start();
    return second;
  }

  private static Map<MessageType<?>, MessageHandler<?>> handlers(
      RapaioKernel kernel, StopButton stop, CellErrors errors) {
    Map<MessageType<?>, MessageHandler<?>> handlers = new HashMap<>();
    add(handlers, MessageType.SHELL_EXECUTE_REQUEST, cell -> errors.execute(cell, stop::execute));
    add(handlers, MessageType.SHELL_INSPECT_REQUEST, kernel::handleInspectRequest);
    add(handlers, MessageType.SHELL_COMPLETE_REQUEST, kernel::handleCompleteRequest);
    add(handlers, MessageType.SHELL_HISTORY_REQUEST, kernel::handleHistoryRequest);
    add(handlers, MessageType.SHELL_IS_COMPLETE_REQUEST, kernel::handleIsCompleteRequest);
    add(handlers, MessageType.SHELL_KERNEL_INFO_REQUEST, kernel::handleKernelInfoRequest);
    add(handlers, MessageType.CONTROL_SHUTDOWN_REQUEST, kernel::handleShutdownRequest);
    add(handlers, MessageType.CONTROL_INTERRUPT_REQUEST, stop::interrupt);
    add(handlers, MessageType.CUSTOM_COMM_OPEN, kernel::handleCommOpenCommand);
    add(handlers, MessageType.CUSTOM_COMM_MSG, kernel::handleCommMsgCommand);
    add(handlers, MessageType.CUSTOM_COMM_CLOSE, kernel::handleCommCloseCommand);
    add(handlers, MessageType.SHELL_COMM_INFO_REQUEST, kernel::handleCommInfoRequest);
    return handlers;
  }

  private static <T> void add(
      Map<MessageType<?>, MessageHandler<?>> all, MessageType<T> type, MessageHandler<T> handler) {
    all.put(type, handler);
  }

  /** What runs the kernel's cells. */
  static RapaioExecutionControl control(RapaioKernel kernel) throws ReflectiveOperationException {
    JavaEngine engine = kernel.javaEngine();
    String id = (String) field(JavaEngine.class, "executionId").get(engine);
    return ((RapaioExecutionControlProvider) field(JavaEngine.class, "controlProvider").get(engine))
        .getRegisteredControl(id);
  }

  static Field field(Class<?> owner, String name) throws NoSuchFieldException {
    Field field = owner.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
