package dev.tidemark.servers.elasticmq;

import dev.tidemark.servers.child.ChildServer;
import dev.tidemark.servers.child.ChildServerException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** ElasticMQ, which has SQS's queues in memory, in a JVM of its own. */
public final class ElasticMq implements AutoCloseable {
  private static final List<String> OPTIONS =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx256m");

  private final ChildServer server;

  private ElasticMq(ChildServer server) {
    this.server = server;
  }

  /** Starts it without queues. */
  public static ElasticMq start() {
    return launch(Redirect.INHERIT);
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
    return launch(Redirect.appendTo(log.toFile()));
  }

  private static ElasticMq launch(Redirect errors) {
    return new ElasticMq(
        ChildServer.start(
            new ChildServer.Launch(
                "ElasticMQ",
                Server.class,
                Path.of("infra", "servers", "elasticmq"),
                OPTIONS,
                List.of()),
            errors));
  }

  /** Where it listens, such as {@code http://127.0.0.1:43210}. */
  public URI endpoint() {
    return server.endpoint();
  }

  @Override
  public void close() {
    server.close();
  }
}
