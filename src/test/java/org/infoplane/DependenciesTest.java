package org.infoplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What a user of the library downloads. Profiles, such as Spark's, add nothing to it. */
class DependenciesTest {

  @Test
  void areThese() throws Exception {
    Element project =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new File("pom.xml"))
            .getDocumentElement();
    List<String> brought = new ArrayList<>();
    for (Element dependency : children(child(project, "dependencies"))) {
      String scope = text(dependency, "scope");
      if ((scope.isEmpty() || scope.equals("runtime")) && text(dependency, "optional").isEmpty()) {
        brought.add(text(dependency, "groupId") + ":" + text(dependency, "artifactId"));
      }
    }
    assertThat(brought)
        .containsExactlyInAnyOrder(
            "org.deeplearning4j:deeplearning4j-nn",
            "org.nd4j:nd4j-native",
            "tech.tablesaw:tablesaw-jsplot",
            "org.webjars.npm:plotly.js-dist",
            "it.unimi.dsi:fastutil",
            "org.apache.commons:commons-math3",
            "org.slf4j:slf4j-api",
            "org.jspecify:jspecify",
            "com.fasterxml.jackson.core:jackson-databind");
  }

  private static List<Element> children(Element of) {
    List<Element> all = new ArrayList<>();
    for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        all.add(element);
      }
    }
    return all;
  }

  private static Element child(Element of, String name) {
    return children(of).stream()
        .filter(element -> element.getTagName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String text(Element of, String name) {
    return children(of).stream()
        .filter(element -> element.getTagName().equals(name))
        .map(Element::getTextContent)
        .findFirst()
        .orElse("");
  }
}
