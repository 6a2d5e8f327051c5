package org.infoplane.spark;

import org.apache.spark.sql.SparkSession;

/** Sessions of tests. */
final class Sparks {

  private Sparks() {}

  static SparkSession local(int cores) {
    return to("local[" + cores + "]").getOrCreate();
  }

  static SparkSession.Builder to(String master) {
    return SparkSession.builder()
        .master(master)
        .appName("infoplane")
        .config("spark.ui.enabled", false)
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", 2)
        .config("spark.default.parallelism", 2);
  }
}
