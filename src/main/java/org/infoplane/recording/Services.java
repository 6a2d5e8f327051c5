package org.infoplane.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The services of the notebook kernel that runs this program. */
final class Services {

  private Services() {}

  /** Makes one of each; none whose kernel is missing or of another version. */
  static <T> List<T> of(Class<T> type) {
    List<T> services = new ArrayList<>();
    ServiceLoader.load(type, type.getClassLoader()).stream()
        .forEach(
            provider -> {
              try {
                services.add(provider.get());
              } catch (ServiceConfigurationError e) {
                // What is shown of a computation never ends it.
              }
            });
    return services;
  }
}
