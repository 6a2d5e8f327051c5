package org.infoplane.spark;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Mutable: a standalone master with workers of one core, each a process on loopback. */
final class Standalone implements AutoCloseable {

  private final Path folder;
  private final int port;
  private final Process master;
  private final List<Process> workers = new ArrayList<>();

  Standalone(Path folder, int count) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("home/jars"));
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    master =
        start(
            "master",
            "org.apache.spark.deploy.master.Master",
            "--host",
            "127.0.0.1",
            "--port",
            String.valueOf(port),
            "--webui-port",
            "0");
    for (int i = 0; i < count; i++) {
      workers.add(
          start(
              "worker" + i,
              "org.apache.spark.deploy.worker.Worker",
              "--host",
              "127.0.0.1",
              "--webui-port",
              "0",
              "--cores",
              "1",
              "--memory",
              "1g",
              "--work-dir",
              folder.resolve("work" + i).toString(),
              url()));
    }
  }

  private Process start(String name, String main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED"));
    command.addAll(List.of("--add-opens=java.base/java.lang=ALL-UNNAMED"));
    command.addAll(List.of("--add-opens=java.base/java.nio=ALL-UNNAMED"));
    command.addAll(List.of("--add-opens=java.base/java.util=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile());
    builder.environment().put("SPARK_HOME", folder.resolve("home").toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder.start();
  }

  String url() {
    return "spark://127.0.0.1:" + port;
  }

  SparkSession session() {
    return Sparks.to(url())
        .config("spark.executor.memory", "512m")
        .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
        .config("spark.scheduler.minRegisteredResourcesRatio", 1.0)
        .config("spark.scheduler.maxRegisteredResourcesWaitingTime", "60s")
        .config("spark.cores.max", workers.size())
        .getOrCreate();
  }

  /** Kills a worker; its executor ends with it. */
  void kill(int worker) {
    Process killed = workers.get(worker);
    killed.descendants().forEach(ProcessHandle::destroyForcibly);
    killed.destroyForcibly();
  }

  @Override
  public void close() {
    for (int i = 0; i < workers.size(); i++) {
      kill(i);
    }
    master.destroyForcibly();
  }
}
