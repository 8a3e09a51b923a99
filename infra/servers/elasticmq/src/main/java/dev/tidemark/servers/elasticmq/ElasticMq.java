package dev.tidemark.servers.elasticmq;

import dev.tidemark.servers.child.ChildServer;
import dev.tidemark.servers.child.ChildServerException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** ElasticMQ, which has SQS's queues in memory, in a JVM of its own. */
public final class ElasticMq extends ChildServer {
  private static final Path MODULE = Path.of("infra", "servers", "elasticmq");
  private static final List<String> OPTIONS =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx256m");

  private ElasticMq(Redirect errors) {
    super(new Launch("ElasticMQ", Server.class, MODULE, OPTIONS, Map.of(), List.of()), errors);
  }

  /** Starts it without queues. */
  public static ElasticMq start() {
    return new ElasticMq(Redirect.INHERIT);
  }

  /**
   * Starts it without queues.
   *
   * @param log gets what it has to complain about; its folder is made where it is missing
   */
  public static ElasticMq start(Path log) {
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new ChildServerException("the folder of " + log + " cannot be made", e);
    }
    return new ElasticMq(Redirect.appendTo(log.toFile()));
  }
}
