package dev.tidemark.local.aws.streams;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.tidemark.local.KeptFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How far a function came with each shard of a stream, kept for the next run. Where the file is
 * lost, all that the streams still have is handed over again. For one thread.
 */
final class StreamPositions {
  private static final String REMEDY = "functions get what is in the streams once more";

  private final KeptFile<Positions> file;
  private final Map<String, String> numbers;

  /**
   * @param numbers of the last records that were handed over, by shard
   */
  private record Positions(Map<String, String> numbers) {}

  /**
   * @param lines gets a line where the file is damaged
   */
  StreamPositions(Path file, Consumer<String> lines) {
    this.file = new KeptFile<>(file, new TypeReference<>() {});
    numbers = new HashMap<>(this.file.read(lines, REMEDY).map(Positions::numbers).orElse(Map.of()));
  }

  Optional<String> of(String shard) {
    return Optional.ofNullable(numbers.get(shard));
  }

  void move(String shard, String number) {
    numbers.put(shard, number);
    file.write(new Positions(numbers));
  }
}
