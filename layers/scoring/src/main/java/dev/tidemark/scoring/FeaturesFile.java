package dev.tidemark.scoring;

import dev.tidemark.features.ItemEncoder;
import dev.tidemark.features.ItemFeatures;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.ModelPackageException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file of a package that holds {@link FeatureTables}, big-endian: dimensions; categories, words
 * and edges of prices, each after their number; the length of content vectors; what an unseen item
 * counts; the tables.
 */
public final class FeaturesFile {
  private static final int LONGEST_CONTENT = 1 << 16;

  private FeaturesFile() {}

  public static void write(Path folder, FeatureTables tables) throws IOException {
    ItemEncoder encoder = tables.encoder();
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(
                Files.newOutputStream(folder.resolve(ModelPackage.FEATURES))))) {
      out.writeInt(tables.dimension());
      write(out, encoder.categories());
      write(out, encoder.words());
      out.writeInt(encoder.priceEdges().length);
      for (double edge : encoder.priceEdges()) {
        out.writeDouble(edge);
      }
      out.writeInt(encoder.contentLength());
      Unseen unseen = tables.unseen();
      Floats.write(
          out, unseen.bias(), unseen.recent(), unseen.trend(), unseen.popularity(), unseen.room());
      Floats.write(out, tables.categories());
      Floats.write(out, tables.words());
      Floats.write(out, tables.prices());
      Floats.write(out, tables.content());
    }
  }

  private static void write(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  /**
   * Empty where the package was written before there was such a file.
   *
   * @param dimension numbers of its items' vectors
   * @throws ModelPackageException where the file is cut short, altered or of other vectors
   */
  public static Optional<FeatureTables> read(ModelPackage model, int dimension) {
    if (!model.manifest().files().containsKey(ModelPackage.FEATURES)) {
      return Optional.empty();
    }
    try (InputStream in = model.open(ModelPackage.FEATURES)) {
      return Optional.of(read(in, dimension));
    } catch (IOException e) {
      throw new ModelPackageException(
          "model "
              + model.manifest().version()
              + ": what describes its items is not readable; train again",
          e);
    }
  }

  private static FeatureTables read(InputStream raw, int dimension) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(raw, Floats.PIECE));
    require(in.readInt() == dimension, "its vectors are not those of the items");
    List<String> categories = texts(in);
    List<String> words = texts(in);
    int edges = in.readInt();
    require(edges >= 0 && edges < ItemFeatures.PRICE_BANDS, edges + " edges of prices");
    double[] priceEdges = new double[edges];
    for (int i = 0; i < edges; i++) {
      priceEdges[i] = in.readDouble();
    }
    int content = in.readInt();
    require(content >= 0 && content <= LONGEST_CONTENT, content + " numbers of content");
    float[] numbers = Floats.read(in, 5);
    Unseen unseen = new Unseen(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    FeatureTables tables =
        new FeatureTables(
            new ItemEncoder(categories, words, priceEdges, content),
            dimension,
            Floats.read(in, Math.multiplyExact(categories.size(), dimension)),
            Floats.read(in, Math.multiplyExact(words.size(), dimension)),
            Floats.read(in, ItemFeatures.PRICE_BANDS * dimension),
            Floats.read(in, Math.multiplyExact(content, dimension)),
            unseen);
    require(in.read() < 0, "it goes on behind its end");
    return tables;
  }

  private static List<String> texts(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(in.readUTF());
    }
    return texts;
  }

  private static void require(boolean holds, String otherwise) throws IOException {
    if (!holds) {
      throw new IOException(otherwise);
    }
  }
}
