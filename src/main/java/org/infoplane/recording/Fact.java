package org.infoplane.recording;

import java.util.List;
import java.util.Objects;

/**
 * A fact about how a result was made. Facts that a program decides on have a type of their own,
 * from which the words are derived; any other is a {@link Note}.
 */
public sealed interface Fact {

  /** {@return what it is about, such as {@code threads}; unique in a recipe} */
  String name();

  /** {@return what it says, for people; never parsed} */
  String words();

  /**
   * A fact for people only.
   *
   * @param name such as {@code feature maps}
   * @param words any text
   */
  record Note(String name, String words) implements Fact {}

  /**
   * Recording ended before training did.
   *
   * @param epoch the last finished one
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
   * The recording still grows: queries of it have no null unless one is chosen.
   *
   * @param epoch the last finished one
   */
  record Growing(int epoch) implements Fact {
    @Override
    public String name() {
      return "so far";
    }

    @Override
    public String words() {
      return "up to epoch %s; no null unless one is chosen".formatted(epoch);
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
   * The output that labels, accuracy and loss are about, of a network with several.
   *
   * @param words its name
   */
  record Output(String words) implements Fact {
    @Override
    public String name() {
      return "output";
    }
  }

  /**
   * How activations become binary symbols.
   *
   * @param layer its name; empty for all layers without a rule of their own
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
   * The samples that data-dependent rules and bins are fitted on.
   *
   * @param on which samples; all of those of a probe
   * @param once at the first moment only, with edges kept from then on
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
   * How the labels of examples are interpreted.
   *
   * @param axis of the examples
   * @param words such as {@code 10 classes}
   * @param classes the class of each group of samples; empty if groups are not classes
   */
  record Labels(TimeAxis axis, String words, List<Integer> classes) implements Fact {

    /**
     * Copies the list, which files of older versions lack.
     *
     * @param axis of the examples
     * @param words such as {@code 10 classes}
     * @param classes the class of each group
     */
    public Labels {
      classes = classes == null ? List.of() : List.copyOf(classes);
    }

    /**
     * Labels that are not classes.
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
   * The definition of accuracy, or why there is none.
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
   * The number of threads of the network: sums in single precision depend on it.
   *
   * @param openMp for element-wise operations and convolutions
   * @param blas for matrix products
   * @param nd4j limit of ND4J
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
   * The version of a program, on which results do not depend.
   *
   * @param name of the program
   * @param words its version
   */
  record Version(String name, String words) implements Fact {
    /** {@return the version of this library; {@code development} if it is not in a jar} */
    public static Version infoplane() {
      String version = Fact.class.getPackage().getImplementationVersion();
      return new Version("infoplane", Objects.requireNonNullElse(version, "development"));
    }

    /** {@return the version of the running Java} */
    public static Version java() {
      return new Version("Java", Runtime.version().toString());
    }
  }
}
