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
}
