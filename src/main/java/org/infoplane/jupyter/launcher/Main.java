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
import org.jspecify.annotations.Nullable;
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
 * Starts the kernel: {@code java -jar infoplane-VERSION-kernel.jar CONNECTION_FILE}.
 *
 * <p>Written for rapaio 3.0.1. These private fields of it are reached by reflection; check each
 * when the version changes:
 *
 * <ul>
 *   <li>{@code MagicEngine.magicHandlers}, until magics can be registered;
 *   <li>{@code MimaDependencyManager.contextOverrides}, until the local repository can be set, or
 *       the kernel finds it in a folder whose name has a space;
 *   <li>{@code Channels.handlers}, until handlers can be registered, or {@link StopButton} and
 *       {@link CellErrors} can go;
 *   <li>{@code Channels.channels}, the fields of type {@code LoopThread} of each channel, and
 *       {@code sleep}, {@code loopBody} and {@code running} of {@code LoopThread}, until {@code
 *       Channels.connect} answers the first kernel_info_request in every start;
 *   <li>{@code Channels.control} and {@code Channels.afterActions} ({@code StopButton}), until an
 *       interrupt leaves the threads of later cells alive, and answers its own request;
 *   <li>{@code JavaEngine.executionId} and {@code JavaEngine.controlProvider}, until the engine
 *       gives access to its execution control, or {@code StopButton} and {@code CellErrors} can go;
 *   <li>{@code RapaioExecutionControl.executor}, {@code ErrorFormatters.map} and {@code
 *       RapaioKernel.executionCount} ({@code CellErrors}), until the kernel shows the class and the
 *       causes of what a cell threw.
 * </ul>
 */
public final class Main {

  private static final String MAVEN_DEFAULT = System.getProperty("user.home") + "/.m2/repository";

  private Main() {}

  /**
   * Adds {@code %maven} to the magics, then runs the kernel until Jupyter ends it.
   *
   * @param arguments what Jupyter passes: the connection file
   * @throws Exception if the kernel cannot start
   */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("infoplane.notebook", "rapaio");
    Logger.getLogger("").setLevel(Level.WARNING); // by default each message logs a line
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

  static void addMaven() {
    List<Object> magics = get(MagicEngine.class, "magicHandlers", null);
    magics.add(0, new MavenMagic());
  }

  /** Resolves from Maven's own repository; the kernel's default is relative to its jar. */
  private static void useLocalRepository(MimaDependencyManager manager, Path repository) {
    ContextOverrides overrides = get(MimaDependencyManager.class, "contextOverrides", manager);
    set(
        MimaDependencyManager.class,
        "contextOverrides",
        manager,
        overrides.toBuilder().withLocalRepositoryOverride(repository).build());
  }

  /**
   * Does what {@link Channels#connect} does, in the right order. That one loses the first
   * kernel_info_request in half of the starts, so that Jupyter waits forever: it listens before its
   * handlers are set, may bind the shell before the channels that carry its answers, and its loops
   * may end as they start.
   */
  private static void connect(
      Channels channels, ConnectionProperties connection, RapaioKernel kernel)
      throws InterruptedException {
    kernel.registerChannels(channels);
    StopButton stop = new StopButton(kernel, channels);
    CellErrors errors = CellErrors.of(kernel, channels);
    set(Channels.class, "handlers", channels, handlers(kernel, stop, errors));
    Set<AbstractChannel> unsorted = get(Channels.class, "channels", channels);
    List<AbstractChannel> all = new ArrayList<>(unsorted);
    all.sort(Comparator.comparing(ShellChannel.class::isInstance)); // the shell last
    for (AbstractChannel channel : all) {
      channel.bind(connection);
      Class<?> type = channel.getClass();
      for (Field field : type.getDeclaredFields()) {
        if (field.getType() == LoopThread.class) {
          LoopThread first = get(type, field.getName(), channel);
          set(type, field.getName(), channel, startAgain(first));
        }
      }
    }
    channels.publish(IOPubStatus.STARTING);
  }

  /** Sets "running" before the start: {@link LoopThread#start} sets it when it may be too late. */
  private static LoopThread startAgain(LoopThread first) throws InterruptedException {
    first.shutdown();
    first.join();
    long sleep = get(LoopThread.class, "sleep", first);
    Runnable body = get(LoopThread.class, "loopBody", first);
    LoopThread second = new LoopThread(first.getName(), sleep, body);
    set(LoopThread.class, "running", second, true);
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

  /** Returns what runs the kernel's cells. */
  static RapaioExecutionControl control(RapaioKernel kernel) {
    JavaEngine engine = kernel.javaEngine();
    String id = get(JavaEngine.class, "executionId", engine);
    RapaioExecutionControlProvider provider = get(JavaEngine.class, "controlProvider", engine);
    return provider.getRegisteredControl(id);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the caller knows the type
  static <T> T get(Class<?> owner, String name, @Nullable Object target) {
    try {
      return (T) field(owner, name).get(target);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  static void set(Class<?> owner, String name, Object target, Object value) {
    try {
      field(owner, name).set(target, value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Field field(Class<?> owner, String name) throws NoSuchFieldException {
    Field field = owner.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
