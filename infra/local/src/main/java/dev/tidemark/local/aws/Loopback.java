package dev.tidemark.local.aws;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.tidemark.servers.child.RunSecret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the JDK's HTTP servers of the local run: on loopback only, with a thread per request. */
public final class Loopback {
  static {
    // Without it every answer waits up to 40 ms for the client's acknowledgement. The JDK reads the
    // property once, when the first server is made.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final int BACKLOG = 256;

  private Loopback() {}

  /**
   * @param port 0 = any free one
   * @throws java.net.BindException where the port is taken
   */
  public static HttpServer server(String name, int port) throws IOException {
    InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
    server.setExecutor(Executors.newCachedThreadPool(daemons(name)));
    return server;
  }

  /** From now on the handler answers local callers below this path. */
  public static void serve(HttpServer server, String path, HttpHandler handler) {
    server.createContext(path, handler).getFilters().add(new LocalCallersOnly());
  }

  /** The same for those alone who hold the secret of the run. */
  public static void control(
      HttpServer server, String path, RunSecret secret, HttpHandler handler) {
    server
        .createContext(path, handler)
        .getFilters()
        .addAll(List.of(new LocalCallersOnly(), new HoldersOnly(secret)));
  }

  /** Ends the server and whatever it is still answering. */
  public static void stop(HttpServer server) {
    server.stop(0);
    if (server.getExecutor() instanceof ExecutorService threads) {
      threads.shutdownNow();
    }
  }

  private static ThreadFactory daemons(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
