package dev.tidemark.servers.elasticmq;

import java.io.PrintStream;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/**
 * The child JVM: serves ElasticMQ on a free port of the loopback interface, prints the port as its
 * only line on standard output, and ends when its standard input does, so with its parent.
 */
final class Server {
  private Server() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream reply = System.out;
    System.setOut(System.err); // nobody else writes where the parent reads the port
    SQSRestServer server =
        SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
    reply.println(server.waitUntilStarted().localAddress().getPort());
    reply.flush();
    while (System.in.read() >= 0) {
      // only the end of the stream matters
    }
    Runtime.getRuntime().halt(0); // queues in memory leave nothing to tidy up
  }
}
