package org.infoplane.figure;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes a picture with a palette: a third of the bytes of one without. */
final class IndexedPng {

  private static final int COLORS = 256;
  private static final int OFTEN = 30; // pixels of a colour that is more than an edge
  private static final int APART = 48;

  private IndexedPng() {}

  static byte[] of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    Map<Integer, Integer> counts = new HashMap<>();
    for (int pixel : pixels) {
      counts.merge(pixel & 0xffffff, 1, Integer::sum);
    }
    List<Integer> palette = palette(counts);
    Map<Integer, Integer> index = new HashMap<>();
    for (int color : counts.keySet()) {
      index.put(color, nearest(color, palette));
    }
    int[] colors = palette.stream().mapToInt(color -> color).toArray();
    IndexColorModel model =
        new IndexColorModel(8, colors.length, colors, 0, false, -1, DataBuffer.TYPE_BYTE);
    BufferedImage indexed =
        new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = index.getOrDefault(pixels[i] & 0xffffff, 0);
    }
    indexed.getRaster().setPixels(0, 0, width, height, pixels);
    return write(indexed);
  }

  /**
   * The most frequent colours, none of them close to another. What is only seen on the edges of
   * letters and lines has to be farther from all others, so that edges share few shades, which
   * packs well; the distances grow until 256 colours are enough for all.
   */
  private static List<Integer> palette(Map<Integer, Integer> counts) {
    List<Integer> byCount =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .toList();
    for (int apart = APART; ; apart += 2) {
      List<Integer> palette = new ArrayList<>();
      for (int color : byCount) {
        int needed = counts.getOrDefault(color, 0) >= OFTEN ? apart / 6 : apart;
        if (palette.isEmpty()
            || distance(color, palette.get(nearest(color, palette))) >= needed * needed) {
          palette.add(color);
        }
        if (palette.size() > COLORS) {
          break;
        }
      }
      if (palette.size() <= COLORS) {
        return palette;
      }
    }
  }

  private static int nearest(int color, List<Integer> palette) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < palette.size() && least > 0; i++) {
      int distance = distance(color, palette.get(i));
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  private static int distance(int a, int b) {
    int red = (a >> 16 & 255) - (b >> 16 & 255);
    int green = (a >> 8 & 255) - (b >> 8 & 255);
    int blue = (a & 255) - (b & 255);
    return red * red + green * green + blue * blue;
  }

  private static byte[] write(BufferedImage image) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    if (param.canWriteCompressed()) {
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(0); // the smallest; a PNG loses nothing by it
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // Not ImageIO.createImageOutputStream: that may keep its bytes in a file.
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
