package dev.tidemark.scoring;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.ModelPackageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The two files of a package that hold a {@link Blend}: its numbers as JSON, and its columns, which
 * are those of {@link Demand} and {@link SequentialRules} one after the other, big-endian.
 */
public final class CountsFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CountsFiles() {}

  /**
   * The JSON.
   *
   * @param rules how many there are of all items
   * @param habit null where there is none
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of a file's content, never compared
  private record Numbers(
      int items,
      int rules,
      Blend.Shares shares,
      boolean onlyNew,
      Habit habit,
      float[] behaviours) {}

  public static void write(Path folder, Blend blend) throws IOException {
    Counts counts = blend.counts();
    Demand demand = counts.demand();
    SequentialRules rules = counts.rules();
    Numbers numbers =
        new Numbers(
            demand.items(),
            rules.followers().length,
            blend.shares(),
            counts.onlyNew(),
            counts.habit().orElse(null),
            counts.behaviours());
    JSON.writerWithDefaultPrettyPrinter()
        .writeValue(folder.resolve(ModelPackage.COUNTS).toFile(), numbers);
    int columns = 4 * numbers.items + rules.first().length + 2 * numbers.rules;
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(columns, Integer.BYTES));
    put(bytes, demand.recent());
    put(bytes, demand.habitFactors());
    put(bytes, demand.trend());
    put(bytes, demand.popularity());
    put(bytes, rules.first());
    put(bytes, rules.followers());
    put(bytes, rules.strengths());
    Files.write(folder.resolve(ModelPackage.COUNT_COLUMNS), bytes.array());
  }

  /**
   * @throws ModelPackageException where a file is missing, not readable or of other items
   */
  public static Blend read(ModelPackage model) {
    try {
      Numbers numbers =
          JSON.readValue(model.folder().resolve(ModelPackage.COUNTS).toFile(), Numbers.class);
      int items = numbers.items;
      if (items != model.vocabulary().size()) {
        throw new IOException(
            "they are of " + items + " items, its vocabulary of " + model.vocabulary().size());
      }
      ByteBuffer bytes = ByteBuffer.wrap(columns(model));
      Demand demand =
          new Demand(
              floats(bytes, items),
              floats(bytes, items),
              floats(bytes, items),
              floats(bytes, items));
      SequentialRules rules =
          new SequentialRules(
              ints(bytes, items + 1), ints(bytes, numbers.rules), floats(bytes, numbers.rules));
      Counts counts =
          new Counts(
              Optional.ofNullable(numbers.habit),
              numbers.behaviours,
              rules,
              numbers.onlyNew,
              demand);
      return new Blend(numbers.shares, counts);
    } catch (IOException | BufferUnderflowException e) {
      throw new ModelPackageException(
          "model " + model.manifest().version() + ": its counts are not readable; train again", e);
    }
  }

  private static byte[] columns(ModelPackage model) throws IOException {
    try (InputStream in = model.open(ModelPackage.COUNT_COLUMNS)) {
      return in.readAllBytes();
    }
  }

  private static void put(ByteBuffer bytes, float[] values) {
    for (float value : values) {
      bytes.putFloat(value);
    }
  }

  private static void put(ByteBuffer bytes, int[] values) {
    for (int value : values) {
      bytes.putInt(value);
    }
  }

  private static float[] floats(ByteBuffer bytes, int count) {
    float[] values = new float[count];
    bytes.asFloatBuffer().get(values);
    bytes.position(bytes.position() + count * Float.BYTES);
    return values;
  }

  private static int[] ints(ByteBuffer bytes, int count) {
    int[] values = new int[count];
    bytes.asIntBuffer().get(values);
    bytes.position(bytes.position() + count * Integer.BYTES);
    return values;
  }
}
