package org.infoplane.capture;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What a training that was cut off needs to go on: the weights of a network, and what its optimiser
 * remembers. Implemented by the program that trains.
 */
public interface Weights {

  /**
   * Writes them.
   *
   * @param file a new file, which gets its name once it is whole
   * @throws IOException if it cannot be written
   */
  void save(Path file) throws IOException;

  /**
   * Takes them back.
   *
   * @param file that {@link #save} wrote
   * @throws IOException if it cannot be read
   */
  void restore(Path file) throws IOException;
}
