package dev.tidemark.servers.elasticmq;

import dev.tidemark.servers.child.ChildServer;
import dev.tidemark.servers.child.ChildServerException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** ElasticMQ, which has SQS's queues in memory, in a JVM of its own. */
public final class ElasticMq {
  private static final List<String> OPTIONS =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx256m");

  private ElasticMq() {}

  /** Starts it without queues. */
  public static ChildServer start() {
    return launch(Redirect.INHERIT);
  }

  /**
   * Starts it without queues.
   *
   * @param log gets what it has to complain about; its folder is made where it is missing
   */
  public static ChildServer start(Path log) {
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new ChildServerException("the folder of " + log + " cannot be made", e);
    }
    return launch(Redirect.appendTo(log.toFile()));
  }

  private static ChildServer launch(Redirect errors) {
    Path module = Path.of("infra", "servers", "elasticmq");
    return ChildServer.start(
        new ChildServer.Launch("ElasticMQ", Server.class, module, OPTIONS, List.of()), errors);
  }
}
