package org.infoplane.spark;

/** A task failed on a worker; the message is for the user. */
final class TaskException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  TaskException(String message) {
    super(message);
  }

  TaskException(String message, Throwable cause) {
    super(message, cause);
  }
}
