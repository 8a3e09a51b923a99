package dev.tidemark.servers.elasticmq;

import java.io.IOException;
import java.io.PrintStream;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/**
 * The child JVM: serves ElasticMQ on the loopback interface, prints the port as its only line on
 * standard output, and ends when its standard input does, so with its parent.
 */
final class Server {
  private Server() {}

  /**
   * @param arguments the wanted port, 0 = any free one
   */
  public static void main(String[] arguments) throws IOException {
    PrintStream reply = System.out;
    System.setOut(System.err); // nobody else writes where the parent reads the port
    reply.println(start(Integer.parseInt(arguments[0])));
    reply.flush();
    while (System.in.read() >= 0) {
      // only the end of the stream matters
    }
    Runtime.getRuntime().halt(0); // queues in memory leave nothing to tidy up
  }

  private static int start(int port) {
    try {
      SQSRestServer server = SQSRestServerBuilder.withInterface("127.0.0.1").withPort(port).start();
      return server.waitUntilStarted().localAddress().getPort();
    } catch (RuntimeException e) {
      System.err.println(e.getMessage());
      Runtime.getRuntime().halt(1); // its own threads would go on, and the parent wait
      throw e;
    }
  }
}
