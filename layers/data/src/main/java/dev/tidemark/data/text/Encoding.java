package dev.tidemark.data.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * How characters are written as bytes.
 *
 * @param name as it is told to people
 * @param mark length of the byte order mark that stands first, in bytes
 */
public record Encoding(String name, Charset charset, int mark) {
  /** Stands for bytes that are no character; no text has it, Unicode reserves it for such use. */
  static final char BROKEN = '\uFFFF';

  /** What is wrong with a row that has such bytes. */
  static final String NO_TEXT = "bytes that are no text in the file's encoding";

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final int LOOKED_AT = 4096;

  /**
   * @throws IllegalArgumentException where the name is that of none
   */
  public static Encoding named(String name) {
    Charset charset = Charset.forName(name);
    return new Encoding(charset.name(), charset, 0);
  }

  /** The same of a text that may begin with a byte order mark. */
  Encoding at(byte[] head) {
    boolean marked = charset.equals(StandardCharsets.UTF_8) && begins(head, 0xEF, 0xBB, 0xBF);
    return marked ? new Encoding(name, charset, 3) : this;
  }

  /**
   * The encoding of a text: by its byte order mark, by the zeros that UTF-16 has in every other
   * byte, and else UTF-8, or Windows-1252 where more is wrong than right as UTF-8.
   *
   * @param head how the text begins
   */
  public static Encoding of(byte[] head) {
    if (begins(head, 0xEF, 0xBB, 0xBF)) {
      return new Encoding("UTF-8 with a byte order mark", StandardCharsets.UTF_8, 3);
    }
    if (begins(head, 0xFF, 0xFE)) {
      return new Encoding("UTF-16", StandardCharsets.UTF_16LE, 2);
    }
    if (begins(head, 0xFE, 0xFF)) {
      return new Encoding("UTF-16", StandardCharsets.UTF_16BE, 2);
    }
    int[] zeros = new int[2];
    int looked = Math.min(LOOKED_AT, head.length);
    for (int i = 0; i < looked; i++) {
      zeros[i % 2] += head[i] == 0 ? 1 : 0;
    }
    if (zeros[0] + zeros[1] > looked / 4) {
      return new Encoding(
          "UTF-16", zeros[1] > zeros[0] ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE, 0);
    }
    return isRatherUtf8(head)
        ? new Encoding("UTF-8", StandardCharsets.UTF_8, 0)
        : new Encoding("Windows-1252", WINDOWS_1252, 0);
  }

  /**
   * The characters of a text; {@link #BROKEN} for bytes that are none.
   *
   * @param in at the text's beginning
   */
  public Reader reader(InputStream in) throws IOException {
    in.skipNBytes(mark);
    return new InputStreamReader(in, decoder());
  }

  /** The characters of the head of a text, up to half a character at its end. */
  public String text(byte[] head) {
    CharBuffer text = CharBuffer.allocate(head.length);
    decoder().decode(ByteBuffer.wrap(head, mark, head.length - mark), text, false);
    return text.flip().toString();
  }

  private CharsetDecoder decoder() {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .onUnmappableCharacter(CodingErrorAction.REPLACE)
        .replaceWith(String.valueOf(BROKEN));
  }

  /** Bytes beyond ASCII make characters of UTF-8 more often than not. */
  private static boolean isRatherUtf8(byte[] head) {
    String text = new Encoding("", StandardCharsets.UTF_8, 0).text(head);
    long broken = text.chars().filter(c -> c == BROKEN).count();
    return broken <= text.chars().filter(c -> c > 0x7F && c != BROKEN).count();
  }

  private static boolean begins(byte[] head, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= head.length || (head[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
