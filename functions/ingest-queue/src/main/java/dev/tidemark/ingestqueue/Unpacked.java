package dev.tidemark.ingestqueue;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of a file as its text has them. Where they are cut, damaged or far too many they end,
 * and {@link #fault} tells why, so that what came before is not lost.
 */
final class Unpacked extends InputStream {
  private static final int BUFFER = 1 << 16;
  private static final String CUT = "the gzip file is cut";

  private final InputStream bytes;
  private final Packed packed;
  private final Limits limits;
  private final TimeLeft time;
  private final BooleanSupplier useful;
  private long count;
  private int last = '\n';
  private boolean blank = true;
  private String fault = "";

  /**
   * How much a file may hold. Whoever sends four megabytes should not keep a function busy for
   * hours, whatever they unpack to.
   *
   * @param bytes of the text; what one invocation passes over in less than its time
   * @param useless bytes at the beginning that may hold nothing of use, where the file is a bomb
   * @param ratio of unpacked to packed bytes from which on it looks like one
   */
  record Limits(long bytes, long useless, int ratio) {
    static final Limits DEFAULT = new Limits(10_000_000_000L, 64_000_000, 100);
  }

  /**
   * @param useful whether any entry so far was of use
   */
  Unpacked(InputStream file, boolean gzip, Limits limits, TimeLeft time, BooleanSupplier useful)
      throws IOException {
    this.limits = limits;
    this.time = time;
    this.useful = useful;
    packed = new Packed(file);
    bytes = gzip ? unzipped() : packed;
  }

  private InputStream unzipped() throws IOException {
    try {
      return new GZIPInputStream(packed, BUFFER);
    } catch (ZipException e) {
      fault = "the file is no gzip file";
    } catch (EOFException e) {
      fault = packed.count > 0 ? CUT : "";
    }
    return InputStream.nullInputStream();
  }

  /** Why there are no more bytes though the file is not at its end; empty where it is. */
  String fault() {
    return fault;
  }

  /** Whether the last line may lack its end. */
  boolean isTorn() {
    return !fault.isEmpty() && last != '\n';
  }

  /** Whether there was nothing but white space, in any encoding. */
  boolean isBlank() {
    return blank;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    time.checkWithinALine();
    int read = fault.isEmpty() ? next(target, offset, length) : -1;
    for (int i = 0; blank && i < read; i++) {
      blank = isWhite(target[offset + i]);
    }
    if (read > 0) {
      count += read;
      last = target[offset + read - 1];
    }
    return read;
  }

  private int next(byte[] target, int offset, int length) throws IOException {
    if (count >= limits.bytes) {
      fault = "the file unpacks to more than " + limits.bytes / 1_000_000 + " MB; cut it";
    } else if (count >= limits.useless
        && count / limits.ratio > packed.count
        && !useful.getAsBoolean()) {
      fault =
          "the file unpacks to more than " + limits.ratio + " times its size, nothing in it usable";
    } else {
      try {
        return bytes.read(target, offset, length);
      } catch (EOFException e) {
        fault = CUT;
      } catch (ZipException e) {
        fault = "the gzip file is damaged";
      }
    }
    return -1;
  }

  /** Blanks, line ends, marks of byte order and the zeros of UTF-16. */
  private static boolean isWhite(byte b) {
    return switch (b) {
      case ' ',
          '\t',
          '\r',
          '\n',
          0,
          (byte) 0xEF,
          (byte) 0xBB,
          (byte) 0xBF,
          (byte) 0xFE,
          (byte) 0xFF ->
          true;
      default -> false;
    };
  }

  @Override
  public void close() throws IOException {
    bytes.close();
    packed.close();
  }

  /** The bytes of the file itself. */
  private static final class Packed extends FilterInputStream {
    private long count;

    Packed(InputStream file) {
      super(file);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = super.read(target, offset, length);
      count += Math.max(0, read);
      return read;
    }

    /** The JDK takes 0, which streams of a network may tell at any time, for the file's end. */
    @Override
    public int available() {
      return 1;
    }
  }
}
