package dev.tidemark.scoring;

import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.ModelPackageException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file of a package that holds an {@link ItemTable}, big-endian: the number of items, that of
 * dimensions, how many of them are compared first; the vectors, that of the start token first; the
 * biases; and, where not all is compared, the axes.
 */
public final class ItemsFile {
  private ItemsFile() {}

  public static void write(Path folder, ItemTable table) throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve(ModelPackage.ITEMS))) {
      out.write(
          ByteBuffer.allocate(3 * Integer.BYTES)
              .putInt(table.items())
              .putInt(table.dimension())
              .putInt(table.width())
              .array());
      Floats.write(out, table.vectors());
      Floats.write(out, table.biases());
      if (table.width() < table.dimension()) {
        Floats.write(out, table.rotation());
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
    DataInputStream in = new DataInputStream(new BufferedInputStream(raw, Floats.PIECE));
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
    float[] vectors = Floats.read(in, Math.multiplyExact(items + 1, dimension));
    float[] biases = Floats.read(in, items);
    ItemTable table = new ItemTable(vectors, biases);
    ItemTable whole =
        width == dimension ? table : table.comparedBy(Floats.read(in, dimension * width));
    if (in.read() >= 0) {
      throw new IOException("it goes on behind its end");
    }
    return whole;
  }
}
