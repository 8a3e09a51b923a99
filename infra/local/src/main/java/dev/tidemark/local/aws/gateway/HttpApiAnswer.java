package dev.tidemark.local.aws.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.aws.AwsAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Turns what a function returned (payload format 2.0) into an HTTP answer. */
final class HttpApiAnswer {
  /** Set by the server itself. */
  private static final Set<String> OWN_HEADERS =
      Set.of("content-length", "transfer-encoding", "connection", "date");

  private HttpApiAnswer() {}

  static AwsAnswer of(byte[] returned) throws IOException {
    JsonNode answer = LocalJson.MAPPER.readTree(returned);
    if (!answer.path("statusCode").isInt()) {
      // Without a status the gateway takes the whole as the body of a 200.
      return AwsAnswer.of(returned).with("Content-Type", "application/json");
    }
    String text = answer.path("body").asText("");
    byte[] body =
        answer.path("isBase64Encoded").asBoolean()
            ? Base64.getDecoder().decode(text)
            : text.getBytes(StandardCharsets.UTF_8);
    AwsAnswer http = new AwsAnswer(answer.path("statusCode").asInt(), body);
    for (Map.Entry<String, JsonNode> header : answer.path("headers").properties()) {
      if (!OWN_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        http.with(header.getKey(), header.getValue().asText());
      }
    }
    answer.path("cookies").forEach(cookie -> http.headers().add("Set-Cookie", cookie.asText()));
    return http;
  }
}
