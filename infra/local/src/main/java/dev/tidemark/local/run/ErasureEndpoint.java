package dev.tidemark.local.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.UsageException;
import dev.tidemark.local.aws.AwsAnswer;
import dev.tidemark.local.aws.AwsError;
import dev.tidemark.local.aws.AwsServer;
import dev.tidemark.local.erasure.ErasureCheck;
import dev.tidemark.local.erasure.ReceiptFile;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Lets {@code tidemark verify-erasure} check a receipt. */
record ErasureEndpoint(ErasureCheck check, InstantSource clock) implements AwsServer.Service {
  /** Not below /v1, which is the product's. */
  static final String PATH = "/local/verify-erasure";

  static final String RECEIPT = "receipt";
  static final String USER = "userId";

  /** In place of findings: what is wrong with what was given. */
  static final String USAGE = "usage";

  @Override
  public AwsAnswer answer(HttpExchange call, byte[] body) throws IOException {
    if (!call.getRequestMethod().equals("POST")) {
      throw new AwsError(404, "UnknownOperationException", "POST is meant");
    }
    JsonNode asked = LocalJson.MAPPER.readTree(body);
    Optional<String> user =
        asked.hasNonNull(USER) ? Optional.of(asked.path(USER).asText()) : Optional.empty();
    try {
      ReceiptFile receipt = ReceiptFile.of(asked.path(RECEIPT));
      return AwsAnswer.json(check.of(receipt, user, clock.instant()).members());
    } catch (UsageException e) {
      return AwsAnswer.json(Map.of(USAGE, e.getMessage()));
    }
  }
}
