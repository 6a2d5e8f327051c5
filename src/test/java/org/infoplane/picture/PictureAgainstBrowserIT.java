package org.infoplane.picture;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.*;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.infoplane.figure.Drawable;
import org.infoplane.testing.Figures;
import org.junit.jupiter.api.Test;

class PictureAgainstBrowserIT {
  @Test
  void dump() throws Exception {
    ObjectMapper json = new ObjectMapper();
    Path out = Path.of("/tmp/w_g_out");
    Files.createDirectories(out);
    for (Map.Entry<String, Drawable> one : Figures.all().entrySet()) {
      String name = one.getKey();
      String figure = one.getValue().figure().json();
      Files.writeString(out.resolve(name + ".json"), figure);
      ArrayNode ours = json.createArrayNode();
      byte[] png =
          Picture.png(
              json.readTree(figure),
              piece -> {
                var b = piece.shape().getBounds2D();
                ObjectNode n = ours.addObject();
                n.put("part", piece.part()).put("words", piece.words());
                n.put(
                    "color",
                    "rgb("
                        + piece.color().getRed()
                        + ", "
                        + piece.color().getGreen()
                        + ", "
                        + piece.color().getBlue()
                        + ")");
                n.putArray("box")
                    .add(b.getMinX())
                    .add(b.getMinY())
                    .add(b.getMaxX())
                    .add(b.getMaxY());
              });
      Files.write(out.resolve(name + ".png"), png);
      Files.writeString(out.resolve(name + ".ours.json"), ours.toString());
    }
  }
}
