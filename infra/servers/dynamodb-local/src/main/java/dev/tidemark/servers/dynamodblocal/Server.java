package dev.tidemark.servers.dynamodblocal;

import dev.tidemark.servers.child.LocalCallers;
import dev.tidemark.servers.child.RunSecret;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.Callback;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * The child JVM: serves DynamoDB Local on the loopback interface, prints the port as its only line
 * on standard output, and ends when its standard input does, so with its parent.
 *
 * <p>It sets up the server itself: AWS's own runner listens on every interface and sends telemetry
 * unless it is told not to, and here neither can happen.
 */
final class Server {
  private static final String ANY_ORIGIN = null;

  private Server() {}

  /**
   * @param arguments the wanted port, 0 = any free one; then the storage folder, or nothing for
   *     tables in memory
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream reply = System.out;
    System.setOut(System.err); // nobody else writes where the parent reads the port
    boolean inMemory = arguments.length == 1;
    boolean isFirst = arguments[0].equals("0"); // after a kill it is to be back soon
    if (isFirst && !inMemory) {
      Optional<String> damage = Tables.damage(Path.of(arguments[1]));
      if (damage.isPresent()) {
        reply.println(damage.get());
        System.exit(1);
      }
    }
    var handler =
        new LocalDynamoDBServerHandler(
            inMemory ? Tables.inMemory() : Tables.in(Path.of(arguments[1])), ANY_ORIGIN);

    var server = new org.eclipse.jetty.server.Server();
    var connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(Integer.parseInt(arguments[0]));
    server.addConnector(connector);
    Optional<RunSecret> secret =
        Optional.ofNullable(System.getenv(DynamoDbLocal.SECRET)).map(RunSecret::new);
    server.setHandler(guarded(new ContextHandler(handler, "/"), secret));
    server.start();
    Runtime.getRuntime().addShutdownHook(new Thread(handler::close)); // flushes the storage files

    reply.println(connector.getLocalPort());
    reply.flush();
    while (System.in.read() >= 0) {
      // only the end of the stream matters
    }
    System.exit(0);
  }

  /** Answers local callers alone and, where there is a secret, those alone who hold it. */
  private static Handler guarded(Handler handler, Optional<RunSecret> secret) {
    return new Handler.Wrapper(handler) {
      @Override
      public boolean handle(Request request, Response response, Callback callback)
          throws Exception {
        HttpFields headers = request.getHeaders();
        Optional<String> refusal =
            LocalCallers.refusal(
                    headers.getValuesList(HttpHeader.HOST),
                    headers.getValuesList(HttpHeader.ORIGIN))
                .or(
                    () ->
                        secret.flatMap(it -> it.refusal(headers.getValuesList(RunSecret.HEADER))));
        if (refusal.isEmpty()) {
          return super.handle(request, response, callback);
        }
        Response.writeError(request, response, callback, 403, refusal.get());
        return true;
      }
    };
  }
}
