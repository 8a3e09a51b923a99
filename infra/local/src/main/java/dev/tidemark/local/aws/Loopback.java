package dev.tidemark.local.aws;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.tidemark.servers.child.RunSecret;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the JDK's HTTP servers of the local run: on loopback only, with a thread per request. */
public final class Loopback {
  static {
    // The JDK reads these once, when the first server is made. Without nodelay every answer waits
    // up to 40 ms for the client's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    // Seconds within which a request must have arrived, head and body; else its connection is
    // closed. Answers may take longer.
    System.getProperties().putIfAbsent("sun.net.httpserver.maxReqTime", "20");
  }

  private static final int BACKLOG = 256;

  private Loopback() {}

  /**
   * @param port 0 = any free one
   * @throws java.net.BindException where the port is taken
   */
  public static HttpServer server(String name, int port) throws IOException {
    InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
    return server(name, loopback, port);
  }

  private static HttpServer server(String name, InetAddress address, int port) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(address, port), BACKLOG);
    server.setExecutor(Executors.newCachedThreadPool(daemons(name)));
    return server;
  }

  /**
   * One for each loopback address of this machine, at the same port: where localhost has an address
   * of IPv6, too, nobody else must answer there.
   *
   * @param port 0 = any that is free
   * @throws java.net.BindException where the port is taken
   */
  public static List<HttpServer> servers(String name, int port) throws IOException {
    HttpServer first = server(name, port);
    Optional<InetAddress> ipv6 =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(Inet6Address.class::isInstance)
            .filter(InetAddress::isLoopbackAddress)
            .findFirst();
    if (ipv6.isEmpty()) {
      return List.of(first);
    }
    try {
      return List.of(first, server(name, ipv6.get(), first.getAddress().getPort()));
    } catch (BindException e) {
      first.stop(0);
      if (port == 0) {
        return servers(name, port);
      }
      throw e;
    }
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
