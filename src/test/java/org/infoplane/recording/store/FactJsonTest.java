package org.infoplane.recording.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.infoplane.recording.Fact;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Sequences;
import org.infoplane.recording.TimeAxis;
import org.junit.jupiter.api.Test;

class FactJsonTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final Recipe ALL =
      Recipe.empty()
          .with("layers", "input, output")
          .with(new Fact.Steps(Sequences.EVERY_STEP))
          .with(new Fact.Bins("30 bins of equal width"))
          .with(new Fact.Labels(TimeAxis.PROBE, "10 classes"))
          .with(new Fact.Labels(TimeAxis.TRAINING_PROBE, "no classes"))
          .with(new Fact.Accuracy("share of examples"))
          .with(new Fact.Threads(1, 2, 3))
          .with(new Fact.Version("infoplane", "0.1.0"))
          .with(new Fact.Version("Deeplearning4j", "1.0.0-M2.1"))
          .with(new Fact.Version("Java", "17"))
          .with(new Fact.Stopped(12));

  private static JsonNode head(Recipe recipe) {
    return MAPPER.valueToTree(Map.of("recipe", recipe.entries(), "facts", FactJson.of(recipe)));
  }

  @Test
  void factsComeBackWithTheirTypesAndInTheirOrder() {
    assertThat(FactJson.recipe(head(ALL)).facts()).isEqualTo(ALL.facts());
  }

  @Test
  void factsOfFilesThatHaveWordsOnlyGetTheirTypes() {
    ObjectNode old = (ObjectNode) head(ALL);
    old.remove("facts");
    assertThat(FactJson.recipe(old).facts()).isEqualTo(ALL.facts());
  }

  @Test
  void classesOfGroupsAreKeptAndMissInOlderFiles() {
    Fact.Labels labels = new Fact.Labels(TimeAxis.PROBE, "one-hot", List.of(7, 0, 3));
    ObjectNode head = (ObjectNode) head(Recipe.empty().with(labels));
    assertThat(FactJson.recipe(head).facts()).containsExactly(labels);
    ((ObjectNode) head.get("facts").get("probe labels").get("labels")).remove("classes");
    assertThat(FactJson.recipe(head).facts())
        .containsExactly(new Fact.Labels(TimeAxis.PROBE, "one-hot"));
  }

  @Test
  void wordsThatNoVersionWroteStayNotes() {
    Recipe odd =
        Recipe.empty()
            .with("threads", "some")
            .with("stopped", "early")
            .with("sequences", "none")
            .with("labels", "few");
    ObjectNode old = (ObjectNode) head(odd);
    old.remove("facts");
    assertThat(FactJson.recipe(old).facts())
        .isEqualTo(odd.facts())
        .allMatch(Fact.Note.class::isInstance);
  }

  @Test
  void whatIsDecidedOnIsNoWords() {
    Recipe said = Recipe.empty().with("stopped", "after epoch 2");
    assertThat(said.find(Fact.Stopped.class)).isEmpty();
    assertThat(FactJson.recipe(head(said)).find(Fact.Stopped.class)).isEmpty();
    assertThat(ALL.find(Fact.Stopped.class)).contains(new Fact.Stopped(12));
  }
}
