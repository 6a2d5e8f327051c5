package org.infoplane.testing;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the tests run with, loaded anew, without classes of some names. */
public final class LoaderWithout extends URLClassLoader {

  private final Pattern hidden;

  public LoaderWithout(Pattern hidden) {
    super(
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(LoaderWithout::url)
            .toArray(URL[]::new),
        ClassLoader.getPlatformClassLoader());
    this.hidden = hidden;
  }

  private static URL url(String path) {
    try {
      return Path.of(path).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (hidden.matcher(name).matches()) {
      throw new ClassNotFoundException(name);
    }
    return super.findClass(name);
  }
}
