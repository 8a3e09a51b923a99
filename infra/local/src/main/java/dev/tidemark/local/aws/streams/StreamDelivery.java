package dev.tidemark.local.aws.streams;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.aws.FunctionException;
import dev.tidemark.local.template.StreamMapping;
import dev.tidemark.local.template.TemplateException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import software.amazon.event.ruler.Machine;

/**
 * Hands records of one shard to a function as Lambda does: what the filter passes, in order, in
 * batches; what fails is tried again, divided where that is wanted, and set aside at last, so that
 * the records behind it are handed over, too.
 */
final class StreamDelivery {
  /** Between attempts, doubled each time up to the longest. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final StreamMapping mapping;
  private final BiFunction<String, byte[], byte[]> functions;
  private final FailureQueue failures;
  private final Clock clock;
  private final Machine filter = Machine.builder().build();

  /** Told what was set aside. */
  @FunctionalInterface
  interface FailureQueue {
    /**
     * @param condition why, in Lambda's words
     */
    void add(String condition, int attempts, List<StreamRecord> records);
  }

  /**
   * @param functions answers a function's logical id and an event
   * @throws TemplateException where a pattern of the mapping is none
   */
  StreamDelivery(
      StreamMapping mapping,
      BiFunction<String, byte[], byte[]> functions,
      FailureQueue failures,
      Clock clock) {
    this.mapping = mapping;
    this.functions = functions;
    this.failures = failures;
    this.clock = clock;
    for (String pattern : mapping.patterns()) {
      try {
        filter.addRule(mapping.id(), pattern);
      } catch (IOException e) {
        throw new TemplateException(mapping.id() + ".FilterCriteria: " + e.getMessage());
      }
    }
  }

  /** Returns when all of them are done with. */
  void deliver(List<StreamRecord> records) throws InterruptedException {
    List<StreamRecord> wanted = records.stream().filter(this::isWanted).toList();
    for (int from = 0; from < wanted.size(); from += mapping.batchSize()) {
      batch(wanted.subList(from, Math.min(wanted.size(), from + mapping.batchSize())));
    }
  }

  private boolean isWanted(StreamRecord record) {
    try {
      return mapping.patterns().isEmpty() || !filter.rulesForJSONEvent(record.text()).isEmpty();
    } catch (Exception e) { // as the engine declares it
      throw new IllegalStateException("a record is JSON", e);
    }
  }

  private void batch(List<StreamRecord> batch) throws InterruptedException {
    List<StreamRecord> rest = batch;
    Duration pause = PAUSE;
    for (int attempt = 1; ; attempt++) {
      rest = withoutOld(rest, attempt);
      int failed = rest.isEmpty() ? 0 : firstFailed(rest);
      if (failed == rest.size()) {
        return;
      }
      rest = rest.subList(failed, rest.size());
      if (mapping.bisects() && rest.size() > 1) {
        batch(rest.subList(0, rest.size() / 2));
        batch(rest.subList(rest.size() / 2, rest.size()));
        return;
      }
      if (attempt > mapping.retries()) {
        failures.add("RetryAttemptsExhausted", attempt, rest);
        return;
      }
      Thread.sleep(pause.toMillis());
      pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
    }
  }

  private List<StreamRecord> withoutOld(List<StreamRecord> records, int attempt) {
    Instant oldest = clock.instant().minus(mapping.maxAge());
    int old = 0;
    while (old < records.size() && records.get(old).at().isBefore(oldest)) {
      old++;
    }
    if (old > 0) {
      failures.add("RecordAgeExceeded", attempt - 1, records.subList(0, old));
    }
    return records.subList(old, records.size());
  }

  /** The place of the first record that failed; behind the last one where none did. */
  private int firstFailed(List<StreamRecord> records) {
    List<Map<String, Object>> json = new ArrayList<>(records.size());
    records.forEach(record -> json.add(record.json()));
    JsonNode answer;
    try {
      byte[] event = LocalJson.bytes(Map.of("Records", json));
      answer = LocalJson.MAPPER.readTree(functions.apply(mapping.function(), event));
    } catch (FunctionException | IOException e) { // it failed, or did not answer JSON
      return 0;
    }
    if (!mapping.reportsItems()) {
      return records.size();
    }
    Set<String> failed = new TreeSet<>();
    answer
        .path("batchItemFailures")
        .forEach(failure -> failed.add(failure.path("itemIdentifier").asText()));
    int first = 0;
    while (first < records.size() && !failed.contains(records.get(first).number())) {
      first++;
    }
    // A number that is none of theirs fails all of them, as it does with Lambda.
    return first == records.size() && !failed.isEmpty() ? 0 : first;
  }
}
