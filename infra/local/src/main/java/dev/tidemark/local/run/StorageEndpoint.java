package dev.tidemark.local.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.tidemark.local.aws.AwsAnswer;
import dev.tidemark.local.aws.AwsServer;
import java.nio.file.Path;
import java.util.Map;

/** Tells where a run keeps its files, so that commands of its account find its secret there. */
record StorageEndpoint(Path folder) implements AwsServer.Service {
  /** Not below /v1, which is the product's. */
  static final String PATH = "/local/storage";

  private static final String FIELD = "storage";

  @Override
  public AwsAnswer answer(HttpExchange call, byte[] body) {
    return AwsAnswer.json(Map.of(FIELD, folder.toString()));
  }

  /** What an answer leads to. */
  static ControlFile controlFile(JsonNode answer) {
    return ControlFile.in(storage(answer));
  }

  /** The folder that an answer tells. */
  static Path storage(JsonNode answer) {
    return Path.of(answer.path(FIELD).asText());
  }
}
