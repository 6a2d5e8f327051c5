package org.infoplane.recording;

import java.util.List;
import java.util.Objects;

/**
 * Something that was so when a result was made. What a program decides on has a type of its own,
 * and its words are made from it; all else is a {@link Note}.
 */
public sealed interface Fact {

  /**
   * {@return what it says something about, such as {@code threads}; one fact of a recipe has it}
   */
  String name();

  /** {@return what it says, for people: nothing reads it} */
  String words();

  /**
   * For people only.
   *
   * @param name such as {@code feature maps}
   * @param words what is said
   */
  record Note(String name, String words) implements Fact {}

  /**
   * Recording ended before training did.
   *
   * @param epoch the last that was finished
   */
  record Stopped(int epoch) implements Fact {
    @Override
    public String name() {
      return "stopped";
    }

    @Override
    public String words() {
      return "after epoch " + epoch;
    }
  }

  /**
   * Examples are sequences.
   *
   * @param which of their steps are recorded
   */
  record Steps(Sequences which) implements Fact {
    @Override
    public String name() {
      return "sequences";
    }

    @Override
    public String words() {
      return which.toString();
    }
  }

  /**
   * How activations become binary symbols, where they are packed or for a question.
   *
   * @param layer its name; empty for all that have no rule of their own
   * @param words the discretizer
   * @param looksAtData whether it is fitted
   */
  record Rule(String layer, String words, boolean looksAtData) implements Fact {
    @Override
    public String name() {
      return layer.isEmpty() ? "binary rule" : "binary rule of " + layer;
    }
  }

  /**
   * What rules and bins that look at data are fitted on.
   *
   * @param on which samples; all of those of a probe
   * @param once at the first moment only, whose edges are kept
   */
  record Fitted(FittedOn on, boolean once) implements Fact {
    @Override
    public String name() {
      return "rules and bins that look at data are fitted on";
    }

    @Override
    public String words() {
      return on + (once ? ", once" : "");
    }
  }

  /**
   * How activations are binned for mutual information.
   *
   * @param words the discretizer
   */
  record Bins(String words) implements Fact {
    @Override
    public String name() {
      return "bins";
    }
  }

  /**
   * How the labels of some examples are understood.
   *
   * @param axis of the examples
   * @param words such as {@code 10 classes}
   * @param classes the number of the class of each group of samples; empty if groups are none
   */
  record Labels(TimeAxis axis, String words, List<Integer> classes) implements Fact {

    /**
     * Copies the list; files of versions that did not know it have none.
     *
     * @param axis of the examples
     * @param words such as {@code 10 classes}
     * @param classes the number of the class of each group
     */
    public Labels {
      classes = classes == null ? List.of() : List.copyOf(classes);
    }

    /**
     * Labels that are no classes.
     *
     * @param axis of the examples
     * @param words such as {@code not classes}
     */
    public Labels(TimeAxis axis, String words) {
      this(axis, words, List.of());
    }

    @Override
    public String name() {
      return axis + " labels";
    }
  }

  /**
   * What accuracy is, or why there is none.
   *
   * @param words such as {@code share of largest outputs that are the class}
   */
  record Accuracy(String words) implements Fact {
    @Override
    public String name() {
      return "accuracy";
    }
  }

  /**
   * How many threads the network computed with: sums in single precision depend on it.
   *
   * @param openMp of element-wise operations and convolutions
   * @param blas of matrix products
   * @param nd4j that ND4J may use in all
   */
  record Threads(int openMp, int blas, int nd4j) implements Fact {
    @Override
    public String name() {
      return "threads";
    }

    @Override
    public String words() {
      return "OpenMP %s, BLAS %s, ND4J %s".formatted(openMp, blas, nd4j);
    }
  }

  /**
   * The version of a program: a result does not depend on it.
   *
   * @param name of the program
   * @param words its version
   */
  record Version(String name, String words) implements Fact {
    /** {@return the version of this library; {@code development} if it is not in a jar} */
    public static Version infoplane() {
      return new Version(
          "infoplane",
          Objects.requireNonNullElse(
              Fact.class.getPackage().getImplementationVersion(), "development"));
    }

    /** {@return the version of the running Java} */
    public static Version java() {
      return new Version("Java", Runtime.version().toString());
    }
  }
}
