package dev.tidemark.local.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Passes connections on to a server. Once frozen, those that are open stay open but lead nowhere,
 * like the connections of a snapshot that is restored on another machine.
 */
final class Relay implements AutoCloseable {
  private static final Pattern ACCESS_KEY = Pattern.compile("Credential=([^/]+)/");
  private static final int BUFFER = 65_536;

  private final ServerSocket server;
  private final URI target;
  private final List<String> accessKeys = new CopyOnWriteArrayList<>();
  private final AtomicInteger generation = new AtomicInteger();

  Relay(URI target) throws IOException {
    this.target = target;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  void freeze() {
    generation.incrementAndGet();
    accessKeys.clear();
  }

  /** Who signed the requests that came since the last freeze. */
  List<String> accessKeys() {
    return List.copyOf(accessKeys);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = server.accept();
      Socket there = new Socket(InetAddress.getLoopbackAddress(), target.getPort());
      client.setTcpNoDelay(true);
      there.setTcpNoDelay(true);
      int born = generation.get();
      daemon(() -> pass(client.getInputStream(), there.getOutputStream(), born, true));
      daemon(() -> pass(there.getInputStream(), client.getOutputStream(), born, false));
    }
  }

  private void pass(InputStream in, OutputStream out, int born, boolean request)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      if (born == generation.get()) {
        if (request) {
          note(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
        }
        out.write(buffer, 0, read);
      }
    }
    out.close();
  }

  private void note(String text) {
    Matcher signed = ACCESS_KEY.matcher(text);
    while (signed.find()) {
      accessKeys.add(signed.group(1));
    }
  }

  private interface Action {
    void run() throws IOException;
  }

  private static void daemon(Action action) {
    Thread thread =
        new Thread(
            () -> {
              try {
                action.run();
              } catch (IOException e) {
                // One side has closed: the relay ends with it.
              }
            },
            "relay");
    thread.setDaemon(true);
    thread.start();
  }
}
