package dev.tidemark.data.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Unpacks what is compressed, whatever its name says. */
public final class Decompression {
  private static final byte[] GZIP = {0x1F, (byte) 0x8B};
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final int BUFFER = 1 << 16;

  private Decompression() {}

  /**
   * The text of a file.
   *
   * @throws ZipException where it is an archive of several files, such as a workbook
   */
  public static InputStream of(InputStream in) throws IOException {
    PushbackInputStream bytes = new PushbackInputStream(in, ZIP.length);
    byte[] begin = bytes.readNBytes(ZIP.length);
    bytes.unread(begin);
    if (Arrays.equals(begin, ZIP)) {
      throw new ZipException("it is a workbook or an archive; save it as CSV, plain or as .gz");
    }
    return begin.length >= 2 && Arrays.equals(Arrays.copyOf(begin, 2), GZIP)
        ? new GZIPInputStream(bytes, BUFFER)
        : bytes;
  }
}
