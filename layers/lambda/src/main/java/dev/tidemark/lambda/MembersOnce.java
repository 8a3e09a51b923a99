package dev.tidemark.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;

/**
 * Makes objects in which a member that a document names twice is no text, number, list or object:
 * nobody can tell which of the two was meant, and whoever asks for it refuses it, without the
 * objects beside it.
 */
final class MembersOnce extends JsonNodeFactory {
  private static final long serialVersionUID = 1L;
  private static final JsonNode TWICE = new POJONode("named twice");

  @Override
  public ObjectNode objectNode() {
    return new Members(this);
  }

  @SuppressWarnings("unchecked") // how Jackson overrides deepCopy
  private static final class Members extends ObjectNode {
    private static final long serialVersionUID = 1L;

    Members(JsonNodeFactory factory) {
      super(factory);
    }

    /** What Jackson calls for each member that it reads. */
    @Override
    public JsonNode replace(String name, JsonNode value) {
      JsonNode before = super.replace(name, value);
      if (before != null) {
        super.replace(name, TWICE);
      }
      return before;
    }
  }
}
