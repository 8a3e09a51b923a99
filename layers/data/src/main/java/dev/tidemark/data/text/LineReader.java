package dev.tidemark.data.text;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Steps through the lines of a text, ended by LF, CRLF or CR; lines can be put back. Of a line
 * longer than {@link #MAX_CHARACTERS} only that many and one more are kept, so that a file without
 * line ends cannot fill the memory.
 */
public final class LineReader {
  public static final int MAX_CHARACTERS = 1 << 20;

  private final Reader source;
  private final char[] buffer = new char[1 << 16];
  private final Deque<String> again = new ArrayDeque<>();
  private int next;
  private int end;
  private String line = "";
  private long number;

  public LineReader(Reader source) {
    this.source = source;
  }

  /** Goes to the next line; false where there is none. */
  public boolean advance() throws IOException {
    if (again.isEmpty() && next == end && !fill()) {
      return false;
    }
    line = again.isEmpty() ? scan() : again.removeFirst();
    number++;
    return true;
  }

  /** The line without its end. */
  public String line() {
    return line;
  }

  /** The line's number in the text, from 1 on. */
  public long number() {
    return number;
  }

  /** Makes the last lines that were read the next ones again. */
  void putBack(List<String> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      again.addFirst(lines.get(i));
    }
    number -= lines.size();
  }

  private String scan() throws IOException {
    StringBuilder text = new StringBuilder(128); // most lines are shorter
    do {
      int from = next;
      while (next < end && buffer[next] != '\n' && buffer[next] != '\r') {
        next++;
      }
      text.append(buffer, from, Math.min(next - from, MAX_CHARACTERS + 1 - text.length()));
    } while (next == end && fill());
    if (next < end && buffer[next++] == '\r' && (next < end || fill()) && buffer[next] == '\n') {
      next++;
    }
    return text.toString();
  }

  private boolean fill() throws IOException {
    next = 0;
    end = Math.max(0, source.read(buffer));
    return end > 0;
  }
}
