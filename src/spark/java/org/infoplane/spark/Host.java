package org.infoplane.spark;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.infoplane.recording.Fact;

/** The machine of a process, for messages, and what runs there. */
final class Host {

  private Host() {}

  static String name() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a worker";
    }
  }

  static String version() {
    return Fact.Version.infoplane().words();
  }

  /** Checks that another process has the same infoplane. */
  static void requireVersion(String ofDriver) {
    if (!version().equals(ofDriver)) {
      throw new IllegalStateException(
          "The driver has infoplane %s, and %s has %s. Give both the same jars: spark-submit --jars, and no older infoplane in the workers' Spark folder."
              .formatted(ofDriver, name(), version()));
    }
  }
}
