package dev.tidemark.ingestqueue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.data.EntryReader;
import dev.tidemark.data.LineReader;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.lambda.Json;
import java.io.IOException;
import java.io.Reader;
import java.util.function.Function;

/** A text with an entry of the contract in each line; empty lines are skipped. */
final class JsonLines<T> implements EntryReader<T> {
  private final LineReader lines;
  private final Function<JsonNode, T> reader;

  JsonLines(Reader text, Function<JsonNode, T> reader) {
    lines = new LineReader(text);
    this.reader = reader;
  }

  @Override
  public boolean advance() throws IOException {
    do {
      if (!lines.advance()) {
        return false;
      }
    } while (lines.line().isBlank());
    return true;
  }

  @Override
  public long line() {
    return lines.number();
  }

  @Override
  public T read() {
    JsonNode entry;
    try {
      entry = Json.mapper().readTree(lines.line());
    } catch (JsonProcessingException e) {
      throw new InvalidFieldException("line", "not JSON", "give one object in each line");
    }
    return reader.apply(entry);
  }
}
