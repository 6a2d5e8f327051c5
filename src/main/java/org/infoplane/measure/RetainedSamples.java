package org.infoplane.measure;

import java.util.ArrayList;
import java.util.List;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;

/** The samples left after resampling: no transition crosses a gap or a border of trials. */
final class RetainedSamples {

  private final int[] samples; // ascending
  private final List<Integer> starts; // of the stretches, indices of samples

  private RetainedSamples(int[] samples, List<Integer> starts) {
    this.samples = samples;
    this.starts = starts;
  }

  static RetainedSamples of(int[] samples, Segments segments, int all) {
    boolean[] begins = new boolean[all];
    for (int segment = 0; segment < segments.count(); segment++) {
      begins[segments.start(segment)] = true;
    }
    List<Integer> starts = new ArrayList<>(List.of(0));
    for (int i = 1; i < samples.length; i++) {
      if (samples[i] != samples[i - 1] + 1 || begins[samples[i]]) {
        starts.add(i);
      }
    }
    return new RetainedSamples(samples, starts);
  }

  Symbols of(Symbols layer) {
    Symbols[] parts = new Symbols[starts.size()];
    for (int i = 0; i < parts.length; i++) {
      int end = i + 1 < parts.length ? starts.get(i + 1) : samples.length;
      parts[i] = layer.slice(samples[starts.get(i)], samples[end - 1] + 1);
    }
    return Symbols.join(parts);
  }

  Values of(Values layer) {
    return layer.reorder(samples);
  }

  Embedding of(Embedding embedding) {
    return embedding.within(
        Segments.startingAt(starts.stream().mapToInt(Integer::intValue).toArray()));
  }
}
