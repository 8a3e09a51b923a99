package dev.tidemark.data.text;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/**
 * Bytes of which the first ones are looked at before they are read. What breaks off among the first
 * ones is told only when reading gets there.
 */
public final class HeadStream extends FilterInputStream {
  /** So many bytes are looked at: some ten thousand rows. */
  private static final int LENGTH = 4 << 20;

  private static final int CHUNK = 1 << 16;

  private final byte[] head;

  /**
   * @param in is closed with this
   */
  public HeadStream(InputStream in) {
    super(in);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    InputStream rest = in;
    try {
      for (int n; bytes.size() < LENGTH && (n = in.read(chunk)) >= 0; ) {
        bytes.write(chunk, 0, n);
      }
    } catch (IOException e) {
      rest = new Broken(e);
    }
    head = bytes.toByteArray();
    this.in = new SequenceInputStream(new ByteArrayInputStream(head), rest);
  }

  /** The first bytes. */
  public byte[] head() {
    return head;
  }

  /** Where the bytes break off. */
  private static final class Broken extends InputStream {
    private final IOException cause;

    Broken(IOException cause) {
      this.cause = cause;
    }

    @Override
    public int read() throws IOException {
      throw cause;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      throw cause;
    }
  }
}
