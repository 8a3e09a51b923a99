package dev.tidemark.forecast.file;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Numbers and texts one after the other; every list begins with its length. */
final class Columns {
  private static final int MOST = 1 << 28;

  private Columns() {}

  /** Writes them. */
  record Out(DataOutputStream out) {
    void number(int number) throws IOException {
      out.writeInt(number);
    }

    void text(String text) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }

    void texts(List<String> texts) throws IOException {
      out.writeInt(texts.size());
      for (String text : texts) {
        text(text);
      }
    }

    void numbers(int[] numbers) throws IOException {
      out.writeInt(numbers.length);
      for (int number : numbers) {
        out.writeInt(number);
      }
    }

    void shorts(short[] numbers) throws IOException {
      out.writeInt(numbers.length);
      for (short number : numbers) {
        out.writeShort(number);
      }
    }

    void values(double[] values) throws IOException {
      out.writeInt(values.length);
      for (double value : values) {
        out.writeDouble(value);
      }
    }

    void table(double[][] rows) throws IOException {
      out.writeInt(rows.length);
      for (double[] row : rows) {
        values(row);
      }
    }

    void flush() throws IOException {
      out.flush();
    }
  }

  /** Reads them in the same order. */
  record In(DataInputStream in) {
    int number() throws IOException {
      return in.readInt();
    }

    private int length() throws IOException {
      int length = in.readInt();
      if (length < 0 || length > MOST) {
        throw new IOException("it is damaged: a list has " + length + " entries");
      }
      return length;
    }

    String text() throws IOException {
      int length = length();
      byte[] bytes = in.readNBytes(length);
      if (bytes.length < length) {
        throw new EOFException("it is cut short");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }

    List<String> texts() throws IOException {
      int length = length();
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < length; i++) {
        texts.add(text());
      }
      return texts;
    }

    int[] numbers() throws IOException {
      int[] numbers = new int[length()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = in.readInt();
      }
      return numbers;
    }

    short[] shorts() throws IOException {
      short[] numbers = new short[length()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = in.readShort();
      }
      return numbers;
    }

    double[] values() throws IOException {
      double[] values = new double[length()];
      for (int i = 0; i < values.length; i++) {
        values[i] = in.readDouble();
      }
      return values;
    }

    double[][] table() throws IOException {
      double[][] rows = new double[length()][];
      for (int row = 0; row < rows.length; row++) {
        rows[row] = values();
      }
      return rows;
    }

    /** Reads on to the end, where a checksum is looked at. */
    void end() throws IOException {
      if (in.read() >= 0) {
        throw new IOException("it is damaged: it is longer than what it says");
      }
    }
  }
}
