package dev.tidemark.scoring;

import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.ModelPackageException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file of a package that holds an {@link ItemTable}, big-endian: the number of items, that of
 * dimensions, how many of them are compared first; the vectors, that of the start token first; the
 * biases; and, where not all is compared, the axes. It is read and written in pieces, since it may
 * be larger than what memory holds besides.
 */
public final class ItemsFile {
  private static final int PIECE = 1 << 16;

  private ItemsFile() {}

  public static void write(Path folder, ItemTable table) throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve(ModelPackage.ITEMS))) {
      out.write(
          ByteBuffer.allocate(3 * Integer.BYTES)
              .putInt(table.items())
              .putInt(table.dimension())
              .putInt(table.width())
              .array());
      write(out, table.vectors());
      write(out, table.biases());
      if (table.width() < table.dimension()) {
        write(out, table.rotation());
      }
    }
  }

  /**
   * @throws ModelPackageException where the file is missing, cut short or of other items
   */
  public static ItemTable read(ModelPackage model) {
    try (InputStream in = model.open(ModelPackage.ITEMS)) {
      return read(in, model.vocabulary().size());
    } catch (IOException e) {
      throw new ModelPackageException(
          "model "
              + model.manifest().version()
              + ": its items' vectors are not readable; train again",
          e);
    }
  }

  private static ItemTable read(InputStream raw, int expected) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(raw, PIECE));
    int items = in.readInt();
    int dimension = in.readInt();
    int width = in.readInt();
    if (items != expected || dimension < 1 || width < 1 || width > dimension) {
      throw new IOException(
          "they are "
              + items
              + " of "
              + width
              + " of "
              + dimension
              + " numbers; the vocabulary has "
              + expected);
    }
    float[] vectors = floats(in, Math.multiplyExact(items + 1, dimension));
    float[] biases = floats(in, items);
    ItemTable table = new ItemTable(vectors, biases);
    ItemTable whole = width == dimension ? table : table.comparedBy(floats(in, dimension * width));
    if (in.read() >= 0) {
      throw new IOException("it goes on behind its end");
    }
    return whole;
  }

  private static void write(OutputStream out, float[] values) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    for (int at = 0; at < values.length; at += PIECE / Float.BYTES) {
      int count = Math.min(PIECE / Float.BYTES, values.length - at);
      piece.asFloatBuffer().put(values, at, count);
      out.write(piece.array(), 0, count * Float.BYTES);
    }
  }

  private static float[] floats(InputStream in, int count) throws IOException {
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
