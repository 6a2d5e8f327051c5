package org.infoplane.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.broadcast.Broadcast;
import org.infoplane.measure.PairCounts;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.query.QueryPart;
import org.infoplane.query.TransferEntropyQuery;
import org.infoplane.spark.BlockWork.Block;
import org.infoplane.symbol.AllPairs;
import org.infoplane.symbol.Segments;
import scala.Tuple2;

/** Counts pairs of units in blocks of units and of samples, on the workers of a cluster. */
final class BlockCounts implements PairCounts {

  private static final int SLICES =
      8; // per core: a Spark task costs milliseconds, a block may cost less
  private static final int MOST_VALUES = 4_000_000; // of surrogates, on the driver at a time

  private final Cluster cluster;
  private final TransferEntropyQuery query;
  private final QueryPart part;
  private final int[] sources;
  private final int[] targets;
  private final int units;
  private final int sampleBlocks;

  /** Counts the pairs of sources and targets, positions in the series of the part. */
  BlockCounts(
      Cluster cluster,
      TransferEntropyQuery query,
      QueryPart part,
      int[] sources,
      int[] targets,
      int units,
      int sampleBlocks) {
    this.cluster = cluster;
    this.query = query;
    this.part = part;
    this.sources = sources;
    this.targets = targets;
    this.units = units;
    this.sampleBlocks = sampleBlocks;
  }

  @Override
  public void count(AllPairs.Receiver receiver) {
    List<Block> blocks = blocks(-1, 0);
    cluster.run(
        () -> {
          Broadcast<Shared<BlockWork>> work = share(Null.none(), Segments.whole());
          for (Tuple2<Integer, int[]> found : counts(work, blocks).collect()) {
            Block block = blocks.get(found._1());
            int cells = found._2().length / block.pairs();
            for (int pair = 0; pair < block.pairs(); pair++) {
              receiver.pair(
                  block.source() + pair / block.targets(),
                  block.target() + pair % block.targets(),
                  Arrays.copyOfRange(found._2(), pair * cells, (pair + 1) * cells));
            }
          }
          work.destroy();
          return blocks;
        });
  }

  @Override
  public IntFunction<double[]> nats(Surrogates surrogates, Segments batches) {
    int count = surrogates.surrogates();
    int most = MOST_VALUES / Math.max(1, sources.length * targets.length);
    int needed = Math.min(count, surrogates.enough()); // before it can stop early
    int atOnce = Math.max(1, Math.min(needed, most));
    List<double[]> ahead = new ArrayList<>();
    return surrogate -> {
      if (surrogate % atOnce == 0) {
        ahead.clear();
        ahead.addAll(nats(surrogates, batches, surrogate, Math.min(count, surrogate + atOnce)));
      }
      return ahead.get(surrogate % atOnce);
    };
  }

  private List<double[]> nats(Surrogates surrogates, Segments batches, int first, int end) {
    List<Block> blocks = blocks(first, end);
    List<double[]> all = new ArrayList<>();
    for (int s = first; s < end; s++) {
      all.add(new double[sources.length * targets.length]);
    }
    return cluster.run(
        () -> {
          Broadcast<Shared<BlockWork>> work = share(surrogates, batches);
          for (Tuple2<Integer, double[]> found :
              counts(work, blocks)
                  .mapValues(counts -> work.value().task(of -> of.nats(counts)))
                  .collect()) {
            Block block = blocks.get(found._1());
            double[] to = all.get(block.surrogate() - first);
            for (int row = 0; row < block.sources(); row++) {
              int at = (block.source() + row) * targets.length + block.target();
              System.arraycopy(found._2(), row * block.targets(), to, at, block.targets());
            }
          }
          work.destroy();
          return all;
        });
  }

  private Broadcast<Shared<BlockWork>> share(Surrogates surrogates, Segments batches) {
    BlockWork work =
        new BlockWork(query, part, sources, targets, sampleBlocks, surrogates, batches);
    return cluster.spark().broadcast(new Shared<>(cluster.pack(work)));
  }

  /** The blocks of some surrogates, or the observed ones, -1. */
  private List<Block> blocks(int first, int end) {
    List<Block> blocks = new ArrayList<>();
    for (int surrogate = first; surrogate < end; surrogate++) {
      for (int s = 0; s < sources.length; s += units) {
        for (int t = 0; t < targets.length; t += units) {
          blocks.add(
              new Block(
                  surrogate,
                  s,
                  Math.min(units, sources.length - s),
                  t,
                  Math.min(units, targets.length - t)));
        }
      }
    }
    return blocks;
  }

  /** The counts of each block, summed over blocks of samples, by the index of the block. */
  private JavaPairRDD<Integer, int[]> counts(
      Broadcast<Shared<BlockWork>> work, List<Block> blocks) {
    List<Tuple2<Integer, Integer>> tasks = new ArrayList<>(); // block of units, block of samples
    for (int block = 0; block < blocks.size(); block++) {
      for (int samples = 0; samples < sampleBlocks; samples++) {
        tasks.add(new Tuple2<>(block, samples));
      }
    }
    List<Block> sent = List.copyOf(blocks);
    int slices = SLICES * cluster.spark().defaultParallelism();
    JavaPairRDD<Integer, int[]> counts =
        cluster
            .spark()
            .parallelize(tasks, Math.min(tasks.size(), slices))
            .mapToPair(
                task ->
                    new Tuple2<>(
                        task._1(),
                        work.value().task(of -> of.counts(sent.get(task._1()), task._2()))));
    return sampleBlocks == 1 ? counts : counts.reduceByKey(BlockCounts::add);
  }

  private static int[] add(int[] one, int[] other) {
    int[] sum = one.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other[i];
    }
    return sum;
  }
}
