package dev.tidemark.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** Decodes text files. */
public final class Utf8Text {
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private Utf8Text() {}

  /** The text of a stream in UTF-8, without the byte order mark that Excel puts first. */
  public static Reader of(InputStream in) throws IOException {
    BufferedReader text =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    return text;
  }
}
