package dev.tidemark.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.ModelPackageException;
import java.io.IOException;
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

  public static void write(Path folder, Blend blend) throws IOException {
    Counts counts = blend.counts();
    Blend.Shares shares = blend.shares();
    ObjectNode json = JSON.createObjectNode();
    json.put("items", counts.demand().items());
    json.put("habits", shares.habits()).put("rules", shares.rules());
    json.put("trend", shares.trend()).put("popularity", shares.popularity());
    json.put("onlyNew", counts.onlyNew());
    counts.habit().ifPresent(habit -> json.set("habit", JSON.valueToTree(habit)));
    ArrayNode behaviours = json.putArray("behaviours");
    for (float weight : counts.behaviours()) {
      behaviours.add(weight);
    }
    counts.rules().ifPresent(rules -> json.put("followers", rules.followers().length));
    JSON.writerWithDefaultPrettyPrinter()
        .writeValue(folder.resolve(ModelPackage.COUNTS).toFile(), json);
    Files.write(folder.resolve(ModelPackage.COUNT_COLUMNS), columns(counts));
  }

  private static byte[] columns(Counts counts) {
    Demand demand = counts.demand();
    SequentialRules rules =
        counts.rules().orElse(new SequentialRules(new int[0], new int[0], new float[0]));
    int numbers = 4 * demand.items() + rules.first().length + 2 * rules.followers().length;
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(numbers, Float.BYTES));
    put(bytes, demand.recent());
    put(bytes, demand.habitFactors());
    put(bytes, demand.trend());
    put(bytes, demand.popularity());
    put(bytes, rules.first());
    put(bytes, rules.followers());
    put(bytes, rules.strengths());
    return bytes.array();
  }

  /**
   * @throws ModelPackageException where a file is missing, not readable or of other items
   */
  public static Blend read(ModelPackage model) {
    try {
      JsonNode json = JSON.readTree(model.folder().resolve(ModelPackage.COUNTS).toFile());
      int items = json.required("items").asInt();
      if (items != model.vocabulary().size()) {
        throw new IOException(
            "they are of " + items + " items, its vocabulary of " + model.vocabulary().size());
      }
      return blend(
          json,
          items,
          ByteBuffer.wrap(Files.readAllBytes(model.folder().resolve(ModelPackage.COUNT_COLUMNS))));
    } catch (IOException | IllegalArgumentException | BufferUnderflowException e) {
      throw new ModelPackageException(
          "model " + model.manifest().version() + ": its counts are not readable; train again", e);
    }
  }

  private static Blend blend(JsonNode json, int items, ByteBuffer bytes) throws IOException {
    Demand demand =
        new Demand(
            floats(bytes, items), floats(bytes, items), floats(bytes, items), floats(bytes, items));
    Optional<SequentialRules> rules = Optional.empty();
    if (json.has("followers")) {
      int count = json.get("followers").asInt();
      rules =
          Optional.of(
              new SequentialRules(
                  ints(bytes, items + 1), ints(bytes, count), floats(bytes, count)));
    }
    Optional<Habit> habit =
        json.has("habit")
            ? Optional.of(JSON.treeToValue(json.get("habit"), Habit.class))
            : Optional.empty();
    return new Blend(
        new Blend.Shares(
            (float) json.required("habits").asDouble(),
            (float) json.required("rules").asDouble(),
            (float) json.required("trend").asDouble(),
            (float) json.required("popularity").asDouble()),
        new Counts(
            habit,
            JSON.treeToValue(json.required("behaviours"), float[].class),
            rules,
            json.required("onlyNew").asBoolean(),
            demand));
  }

  private static void put(ByteBuffer bytes, float[] values) {
    bytes.asFloatBuffer().put(values);
    bytes.position(bytes.position() + values.length * Float.BYTES);
  }

  private static void put(ByteBuffer bytes, int[] values) {
    bytes.asIntBuffer().put(values);
    bytes.position(bytes.position() + values.length * Integer.BYTES);
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
