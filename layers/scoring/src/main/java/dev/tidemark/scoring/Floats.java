package dev.tidemark.scoring;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Many numbers of a file, big-endian, written and read in pieces: memory holds them only once. */
final class Floats {
  static final int PIECE = 1 << 16;

  private Floats() {}

  static void write(OutputStream out, float... values) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    for (int at = 0; at < values.length; at += PIECE / Float.BYTES) {
      int count = Math.min(PIECE / Float.BYTES, values.length - at);
      piece.asFloatBuffer().put(values, at, count);
      out.write(piece.array(), 0, count * Float.BYTES);
    }
  }

  static float[] read(InputStream in, int count) throws IOException {
    float[] values = new float[count];
    byte[] piece = new byte[PIECE];
    for (int at = 0; at < count; at += PIECE / Float.BYTES) {
      int next = Math.min(PIECE / Float.BYTES, count - at);
      if (in.readNBytes(piece, 0, next * Float.BYTES) < next * Float.BYTES) {
        throw new EOFException("it ends after " + at + " of " + count + " numbers");
      }
      ByteBuffer.wrap(piece).asFloatBuffer().get(values, at, next);
    }
    return values;
  }
}
