package dev.tidemark.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How messages reach functions.
 *
 * @param buses names of the template's own
 * @param notifyingBuckets logical ids of the buckets that tell the default bus of new files
 * @param variables logical ids of queues by the variables of functions that name them
 */
public record Messaging(
    List<String> buses,
    List<EventRule> rules,
    List<Queue> queues,
    List<Mapping> mappings,
    List<String> notifyingBuckets,
    Map<String, String> variables) {

  /** Name of the bus that every account has. */
  public static final String DEFAULT_BUS = "default";

  public Messaging {
    buses = List.copyOf(buses);
    rules = List.copyOf(rules);
    queues = List.copyOf(queues);
    mappings = List.copyOf(mappings);
    notifyingBuckets = List.copyOf(notifyingBuckets);
    variables = Map.copyOf(variables);
  }

  /** Logical ids of the queues that get what was received too often from others. */
  public List<String> deadLetterQueues() {
    return queues.stream().map(Queue::deadLetters).filter(id -> !id.isEmpty()).distinct().toList();
  }

  /** How long a message of a queue stays with the function that got it. */
  public Duration visibility(String queue) {
    return queues.stream()
        .filter(it -> it.id().equals(queue))
        .map(Queue::visibility)
        .findFirst()
        .orElseThrow();
  }

  /**
   * @param bus name
   * @param pattern without intrinsics
   * @param queues logical ids of its targets
   */
  public record EventRule(String id, String bus, Map<String, Object> pattern, List<String> queues) {
    public EventRule {
      pattern = Map.copyOf(pattern);
      queues = List.copyOf(queues);
    }
  }

  /**
   * @param deadLetters logical id of the queue that gets what was received too often; empty = none
   * @param maxReceives 0 = any number
   */
  public record Queue(String id, Duration visibility, String deadLetters, int maxReceives) {}

  /** Which function gets the messages of which queue, both by logical id. */
  public record Mapping(String function, String queue, int batchSize) {}
}
