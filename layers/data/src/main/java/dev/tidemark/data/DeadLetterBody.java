package dev.tidemark.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.domain.Ids;
import java.util.Optional;
import java.util.Set;

/**
 * A message of the event bus that could not be taken in, and what in it is about one user. An entry
 * is the user's if its {@code userId} is; without any {@code userId}, which can never be taken in,
 * if the id stands anywhere in it.
 *
 * @param text as it was sent
 */
public record DeadLetterBody(String text) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String USER = "userId";
  private static final String LIST = "events";

  /** What these tell of is no user. */
  private static final Set<String> IMPERSONAL = Set.of("Catalogue Item", "Object Created");

  /** Whether any of it is about the user. */
  public boolean names(String userId) {
    return !without(userId).equals(Optional.of(text));
  }

  /** The message without what is about the user, as it is if nothing is; empty if all is. */
  public Optional<String> without(String userId) {
    String id = Ids.stripped(userId);
    JsonNode message;
    try {
      message = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return Ids.isWordOf(text, id) ? Optional.empty() : Optional.of(text);
    }
    if (IMPERSONAL.contains(message.path("detail-type").asText())) {
      return Optional.of(text);
    }
    JsonNode detail = message.path("detail");
    if ((detail.path(LIST) instanceof ArrayNode entries) && !detail.has(USER)) {
      return without(id, (ObjectNode) message, entries);
    }
    return isOf(id, detail.isMissingNode() ? message : detail)
        ? Optional.empty()
        : Optional.of(text);
  }

  private Optional<String> without(String id, ObjectNode message, ArrayNode entries) {
    ArrayNode others = JSON.createArrayNode();
    entries.forEach(
        entry -> {
          if (!isOf(id, entry)) {
            others.add(entry);
          }
        });
    if (others.size() == entries.size()) {
      return Optional.of(text);
    }
    message.withObject("/detail").set(LIST, others);
    return others.isEmpty() ? Optional.empty() : Optional.of(message.toString());
  }

  private static boolean isOf(String id, JsonNode entry) {
    JsonNode user = entry.path(USER);
    return (user.isTextual() || user.isIntegralNumber())
        ? Ids.stripped(user.asText()).equals(id)
        : isAnywhere(id, entry);
  }

  private static boolean isAnywhere(String id, JsonNode node) {
    if (node.isValueNode()) {
      return Ids.isWordOf(node.asText(), id);
    }
    for (JsonNode child : node) {
      if (isAnywhere(id, child)) {
        return true;
      }
    }
    return false;
  }
}
