package dev.tidemark.local.aws.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.local.LocalAccount;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.template.Messaging;
import dev.tidemark.local.template.Messaging.EventRule;
import dev.tidemark.local.template.TemplateException;
import java.io.IOException;
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
   * @return the event's id
   */
  String put(String bus, String source, String detailType, JsonNode detail) {
    String id = UUID.randomUUID().toString();
    ObjectNode event = LocalJson.MAPPER.createObjectNode();
    event.put("version", "0").put("id", id);
    event.put("detail-type", detailType).put("source", source);
    event.put("account", LocalAccount.ID);
    event.put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("region", LocalAccount.REGION).putArray("resources");
    event.set("detail", detail);
    send(buses.get(bus), event.toString());
    return id;
  }

  /**
   * Sends an event that was sent before once more, as it is.
   *
   * @return whether it is one, and a rule of any bus takes it
   */
  boolean repeat(String event) {
    if (!LocalJson.tree(event).isObject()) {
      return false;
    }
    boolean taken = false;
    for (Machine bus : buses.values()) {
      taken |= send(bus, event);
    }
    return taken;
  }

  private boolean send(Machine bus, String event) {
    List<String> matching = matching(bus, event);
    for (String rule : matching) {
      rules.get(rule).queues().forEach(queue -> queues.accept(queue, event));
    }
    return !matching.isEmpty();
  }

  private static List<String> matching(Machine bus, String event) {
    try {
      return bus.rulesForJSONEvent(event);
    } catch (Exception e) {
      throw new IllegalStateException("the event could not be matched", e);
    }
  }
}
