package org.infoplane.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Encodes an image as a PNG with a palette, a third of the size of one without. */
final class IndexedPng {

  private static final int COLORS = 256;
  private static final int OFTEN = 30; // pixels of a colour that is more than an edge
  private static final int APART = 40;

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
    byte[] rows = new byte[height * (width + 1)]; // each row begins with its filter: 0, none
    for (int i = 0; i < pixels.length; i++) {
      rows[i + i / width + 1] = index.getOrDefault(pixels[i] & 0xffffff, 0).byteValue();
    }
    return write(width, height, palette, rows);
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

  // By hand: ImageIO filters the rows, which makes pictures of few colours a quarter larger.
  private static byte[] write(int width, int height, List<Integer> palette, byte[] rows) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) 8).put((byte) 3); // 8 bits a pixel, which are places in the palette
    chunk(file, "IHDR", header.array());
    ByteBuffer colors = ByteBuffer.allocate(3 * palette.size());
    for (int color : palette) {
      colors.put((byte) (color >> 16)).put((byte) (color >> 8)).put((byte) color);
    }
    chunk(file, "PLTE", colors.array());
    chunk(file, "IDAT", packed(rows));
    chunk(file, "IEND", new byte[0]);
    return file.toByteArray();
  }

  private static byte[] packed(byte[] rows) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setInput(rows);
      deflater.finish();
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      while (!deflater.finished()) {
        packed.write(buffer, 0, deflater.deflate(buffer));
      }
      return packed.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static void chunk(ByteArrayOutputStream file, String name, byte[] content) {
    byte[] type = name.getBytes(StandardCharsets.US_ASCII);
    CRC32 check = new CRC32();
    check.update(type);
    check.update(content);
    file.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
    file.writeBytes(type);
    file.writeBytes(content);
    file.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
  }
}
