package org.infoplane.capture;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The state that resumes an interrupted training: the weights of a network and the state of its
 * optimiser. Implemented by the program that trains.
 */
public interface Weights {

  /**
   * Saves the state.
   *
   * @param file a new file, renamed once it is complete
   * @throws IOException if it cannot be written
   */
  void save(Path file) throws IOException;

  /**
   * Restores the state.
   *
   * @param file that {@link #save} wrote
   * @throws IOException if it cannot be read
   */
  void restore(Path file) throws IOException;
}
