package dev.tidemark.data.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/**
 * Steps through the JSON objects of a text: one in each line, a list of them, or one after the
 * other.
 */
abstract sealed class JsonObjects {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final ObjectReader ONE_OF_SEVERAL =
      MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final String NO_OBJECT = "no JSON object";

  private JsonNode object = MAPPER.createObjectNode();
  private Optional<String> damage = Optional.empty();

  /** Goes to the next one; false where there is none. */
  abstract boolean advance() throws IOException;

  /** The number of its first line, from 1 on. */
  abstract long line();

  /** What keeps it from being read; empty = nothing. */
  final Optional<String> damage() {
    return damage;
  }

  final JsonNode object() {
    return object;
  }

  final void take(JsonNode node) {
    object = node;
    damage = node.isObject() ? Optional.empty() : Optional.of(NO_OBJECT);
  }

  final void refuse(String reason) {
    damage = Optional.of(reason);
  }

  /** An object in each line; a damaged line costs nothing but itself. */
  static final class Lines extends JsonObjects {
    private final LineReader lines;

    Lines(Reader text) {
      lines = new LineReader(text);
    }

    @Override
    boolean advance() throws IOException {
      do {
        if (!lines.advance()) {
          return false;
        }
      } while (lines.line().isBlank());
      if (lines.line().indexOf(Encoding.BROKEN) >= 0) {
        refuse(Encoding.NO_TEXT);
        return true;
      }
      try {
        take(MAPPER.readTree(lines.line()));
      } catch (JsonProcessingException e) {
        refuse("a line that is no JSON object, or names a member twice");
      }
      return true;
    }

    @Override
    long line() {
      return lines.number();
    }
  }

  /**
   * Objects that go on over several lines, which a parser tells apart; it reads nothing behind
   * damage.
   */
  static final class Parsed extends JsonObjects {
    private final JsonParser parser;
    private long line = 1;
    private boolean over;

    /**
     * @param listed whether they are in a list, or in one that is an object's first member
     */
    Parsed(Reader text, boolean listed) throws IOException {
      parser = MAPPER.createParser(text);
      if (listed && parser.nextToken() == JsonToken.START_OBJECT) {
        parser.nextToken(); // the member's name
        parser.nextToken();
      }
    }

    @Override
    boolean advance() throws IOException {
      if (over) {
        return false;
      }
      try {
        JsonToken token = parser.nextToken();
        line = parser.currentTokenLocation().getLineNr();
        if (token == null || token == JsonToken.END_ARRAY) {
          over = true;
          return false;
        }
        JsonNode node = ONE_OF_SEVERAL.readTree(parser);
        take(node);
        if (node.toString().indexOf(Encoding.BROKEN) >= 0) {
          refuse(Encoding.NO_TEXT);
        }
      } catch (JsonProcessingException e) {
        over = true;
        refuse("no JSON from here to the end, or a member named twice");
      }
      return true;
    }

    @Override
    long line() {
      return line;
    }
  }
}
