package dev.tidemark.store.fake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A way to a server of this machine, on which a test can make answers late, lose them, and cut
 * connections.
 */
public final class Link implements AutoCloseable {
  /** More than one answer of a test has, so that it is late once and not again for each part. */
  private static final int BUFFER = 1 << 20;

  private final URI target;
  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Duration delay = Duration.ZERO;
  private volatile Supplier<Fate> requests = () -> Fate.PASSED;
  private volatile Supplier<Fate> answers = () -> Fate.PASSED;

  /** What becomes of what was sent. */
  private enum Fate {
    PASSED,
    /** The connection ends in its place. */
    CUT,
    /** It never comes, and nobody hears that it does not. */
    LOST
  }

  /**
   * @param target host and port to which this leads
   */
  public Link(URI target) {
    this.target = target;
    try {
      listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  /** Where to connect instead. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** From now on answers come so much later. */
  public void delayAnswers(Duration time) {
    delay = time;
  }

  /**
   * From now on so many requests in a hundred never arrive, as the connection is cut, and as many
   * answers are cut or lost, when the server has done what was asked. With 0 all arrive again.
   */
  public void disturb(Random plan, int inHundred) {
    requests = () -> isStruck(plan, inHundred) ? Fate.CUT : Fate.PASSED;
    answers =
        () -> isStruck(plan, inHundred) ? (plan.nextBoolean() ? Fate.CUT : Fate.LOST) : Fate.PASSED;
  }

  private static boolean isStruck(Random plan, int inHundred) {
    return plan.nextInt(100) < inHundred;
  }

  private void accept() throws IOException {
    while (true) {
      Socket caller = listener.accept();
      open.add(caller);
      Socket server = new Socket(target.getHost(), target.getPort());
      open.add(server);
      start(() -> pass(caller, server, false));
      start(() -> pass(server, caller, true));
    }
  }

  private void pass(Socket from, Socket to, boolean isAnswer) throws IOException {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] buffer = new byte[BUFFER];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (isAnswer) {
          Thread.sleep(delay.toMillis());
        }
        Fate fate = (isAnswer ? answers : requests).get();
        if (fate == Fate.CUT) {
          return;
        }
        if (fate == Fate.PASSED) {
          out.write(buffer, 0, count);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // One of the two has gone, or the test has ended: there is nothing left to do.
              }
            },
            "link");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
