package org.infoplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.infoplane.testing.Cells;
import org.junit.jupiter.api.Test;

/** What the README says to type, typed into a Java shell. */
class ReadmeIT {

  /** Stands for the reader's own network and data. */
  private static final String NETWORK =
      """
      import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
      import org.deeplearning4j.nn.conf.layers.*;
      import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
      import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
      import org.infoplane.data.Delay;
      import org.infoplane.data.Split;
      import org.infoplane.recording.*;
      import org.nd4j.linalg.dataset.DataSet;
      import org.nd4j.linalg.factory.Nd4j;
      var inputs = Nd4j.rand(64, 3);
      var labels = Nd4j.zeros(64, 2);
      for (int i = 0; i < 64; i++) labels.putScalar(i, inputs.getDouble(i, 0) > 0.5 ? 1 : 0, 1);
      var train = new DataSet(inputs, labels);
      var test = train;
      var batches = new Split("random", train, test).batches(16, 1);
      var network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder().seed(1).list(
          new DenseLayer.Builder().name("dense1").nIn(3).nOut(4).build(),
          new DenseLayer.Builder().name("dense2").nOut(3).build(),
          new OutputLayer.Builder().name("output").nOut(2).build()).build());
      network.init();
      var another = org.infoplane.Notebook.captureLayers(network).inTrainingOrder()
          .evaluating(train, test).whileTraining(batches, 2);
      var stream = Delay.of(2, 5, 10, 1).stream(200, 1);
      var recurrent = new MultiLayerNetwork(new NeuralNetConfiguration.Builder().seed(1).list(
          new SimpleRnn.Builder().name("rnn").nIn(1).nOut(4).build(),
          new RnnOutputLayer.Builder().name("output").nOut(2).build()).build());
      recurrent.init();
      """;

  @Test
  void linesOfUseIt() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    int start = readme.indexOf("## Use it");
    String section = readme.substring(start, readme.indexOf("\n## ", start));
    try (Cells cells = Cells.open()) {
      cells.run(NETWORK);
      int blocks = 0;
      var block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(section);
      for (; block.find(); blocks++) {
        for (String line : block.group(1).split("\\n(?! )", -1)) {
          cells.run(line); // as the last line of a cell, which needs no semicolon
        }
      }
      assertThat(blocks).isEqualTo(3);
    }
  }
}
