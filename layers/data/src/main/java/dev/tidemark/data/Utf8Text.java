package dev.tidemark.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** Decodes text files. */
public final class Utf8Text {
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private Utf8Text() {}

  /** The text of a stream in UTF-8, without the byte order mark that Excel puts first. */
  public static Reader of(InputStream in, boolean gzip) throws IOException {
    InputStream plain = gzip ? new GZIPInputStream(in, 1 << 16) : in;
    BufferedReader text =
        new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), 1 << 16);
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    return text;
  }
}
