package dev.tidemark.local.aws;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Reads bodies of requests within bounds, of each and of all that are being answered, so that
 * nobody fills the memory by sending. Safe for use by several threads.
 */
public final class RequestBodies {
  /** What Lambda takes and gives, in bytes: 6 MB as AWS counts them. */
  public static final int LARGEST = 6_291_556;

  /** Bytes that room is counted in; a body of one byte takes as much. */
  private static final int UNIT = 1024;

  private static final int CHUNK = 16 * UNIT;

  /** For others to be done, before a body is refused for want of room. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Bytes that are read from who is refused but goes on sending. */
  private static final long MOST_IGNORED = 64L << 20;

  private final Semaphore room;

  /** Answers a request once its body is here. */
  @FunctionalInterface
  public interface Use {
    AwsAnswer answer(byte[] body) throws IOException, InterruptedException;
  }

  /** What a request is answered that is not read. */
  private static final class RefusedException extends Exception {
    private final transient AwsAnswer answer;

    RefusedException(AwsAnswer answer) {
      super(null, null, false, false);
      this.answer = answer;
    }
  }

  /**
   * @param together bytes of all bodies that are being answered at a time
   */
  public RequestBodies(int together) {
    room = new Semaphore(together / UNIT, true);
  }

  /** Answers from the body, or that it is too large, or that there is no room for it now. */
  public AwsAnswer answer(HttpExchange exchange, Use use) throws IOException, InterruptedException {
    Share share = new Share();
    try {
      return use.answer(read(exchange, share));
    } catch (RefusedException e) {
      return e.answer;
    } finally {
      share.giveBack();
    }
  }

  /**
   * After the answer: reads on and forgets, for a while, since a connection that is closed before
   * loses the answer for a client that still sends.
   */
  public static void ignoreRest(HttpExchange exchange) throws IOException {
    InputStream rest = exchange.getRequestBody();
    byte[] chunk = new byte[CHUNK];
    long ignored = 0;
    for (int n = rest.read(chunk); n >= 0 && ignored < MOST_IGNORED; n = rest.read(chunk)) {
      ignored += n;
    }
  }

  /** As API Gateway tells it. */
  public static AwsAnswer tooLarge() {
    return AwsAnswer.json(413, Map.of("message", "Request Entity Too Large"));
  }

  private byte[] read(HttpExchange exchange, Share share)
      throws IOException, InterruptedException, RefusedException {
    InputStream in = exchange.getRequestBody();
    if (exchange.getRequestHeaders().containsKey("Transfer-Encoding")) {
      return readChunks(in, share);
    }
    String header = exchange.getRequestHeaders().getFirst("Content-Length");
    long length = header == null ? 0 : Long.parseLong(header.strip());
    if (length > LARGEST) {
      throw new RefusedException(tooLarge());
    }
    share.take((int) length, PATIENCE);
    byte[] body = in.readNBytes((int) length);
    if (body.length < length) {
      throw new EOFException("the client went away while it sent");
    }
    return body;
  }

  private byte[] readChunks(InputStream in, Share share)
      throws IOException, InterruptedException, RefusedException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      if (body.size() + n > LARGEST) {
        throw new RefusedException(tooLarge());
      }
      // Who holds room already must not wait for others that do the same.
      share.take(n, Duration.ZERO);
      body.write(chunk, 0, n);
    }
    return body.toByteArray();
  }

  /** The room that one request holds. */
  private final class Share {
    private int units;

    void take(int bytes, Duration patience) throws InterruptedException, RefusedException {
      int more = (bytes + UNIT - 1) / UNIT;
      if (!room.tryAcquire(more, patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new RefusedException(
            AwsAnswer.json(503, Map.of("message", "Service Unavailable")).with("Retry-After", "1"));
      }
      units += more;
    }

    void giveBack() {
      room.release(units);
    }
  }
}
