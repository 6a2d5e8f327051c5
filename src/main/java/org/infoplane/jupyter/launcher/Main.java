package org.infoplane.jupyter.launcher;

import java.lang.reflect.Field;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.rapaio.jupyter.kernel.MainApp;
import org.rapaio.jupyter.kernel.core.magic.MagicEngine;

/** Starts the kernel: {@code java -jar infoplane-VERSION-kernel.jar CONNECTION_FILE}. */
public final class Main {

  private Main() {}

  /**
   * Adds {@code %maven} to the kernel's magics, then runs it.
   *
   * @param arguments what Jupyter passes: the connection file
   * @throws Exception if the kernel cannot start
   */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("infoplane.notebook", "rapaio");
    // The kernel configures its log when it starts; a line a message would fill the terminal.
    LogManager.getLogManager()
        .addConfigurationListener(() -> Logger.getLogger("").setLevel(Level.WARNING));
    handlers().add(0, new MavenMagic());
    MainApp.main(arguments);
  }

  /** The kernel has no way to register a magic, so its list is reached by reflection. */
  @SuppressWarnings("unchecked")
  static List<Object> handlers() throws ReflectiveOperationException {
    Field field = MagicEngine.class.getDeclaredField("magicHandlers");
    field.setAccessible(true);
    return (List<Object>) field.get(null);
  }
}
