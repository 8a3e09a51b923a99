package dev.tidemark.local.aws.events;

import dev.tidemark.local.LocalAccount;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.template.Messaging;
import dev.tidemark.local.template.Messaging.EventRule;
import dev.tidemark.local.template.TemplateException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import software.amazon.event.ruler.Machine;

/**
 * EventBridge's buses with the template's rules, matched by the engine that EventBridge itself
 * uses. Safe for use by several threads.
 */
final class LocalBus {
  private final Clock clock;
  private final BiConsumer<String, String> queues;
  private final Map<String, Machine> buses = new LinkedHashMap<>();
  private final Map<String, EventRule> rules = new HashMap<>();

  /**
   * @param queues takes the logical id of a queue and what is to be put there
   * @throws TemplateException where a rule's pattern is none
   */
  LocalBus(Messaging messaging, Clock clock, BiConsumer<String, String> queues) {
    this.clock = clock;
    this.queues = queues;
    buses.put(Messaging.DEFAULT_BUS, Machine.builder().build());
    messaging.buses().forEach(name -> buses.put(name, Machine.builder().build()));
    messaging.rules().forEach(this::add);
  }

  private void add(EventRule rule) {
    rules.put(rule.id(), rule);
    try {
      buses.get(rule.bus()).addRule(rule.id(), LocalJson.MAPPER.writeValueAsString(rule.pattern()));
    } catch (IOException e) {
      throw new TemplateException(rule.id() + ".EventPattern: " + e.getMessage());
    }
  }

  Set<String> names() {
    return buses.keySet();
  }

  /**
   * Sends an event to the queues of every rule that it matches.
   *
   * @param bus one of {@link #names}
   * @param detail an object, such as a map
   * @return the event's id
   */
  String put(String bus, String source, String detailType, Object detail) {
    String id = UUID.randomUUID().toString();
    Map<String, Object> event =
        Map.of(
            "version",
            "0",
            "id",
            id,
            "detail-type",
            detailType,
            "source",
            source,
            "account",
            LocalAccount.ID,
            "time",
            clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
            "region",
            LocalAccount.REGION,
            "resources",
            List.of(),
            "detail",
            detail);
    String text = new String(LocalJson.bytes(event), StandardCharsets.UTF_8);
    for (String rule : matching(buses.get(bus), text)) {
      rules.get(rule).queues().forEach(queue -> queues.accept(queue, text));
    }
    return id;
  }

  private static List<String> matching(Machine bus, String event) {
    try {
      return bus.rulesForJSONEvent(event);
    } catch (Exception e) {
      throw new IllegalStateException("the event could not be matched", e);
    }
  }
}
