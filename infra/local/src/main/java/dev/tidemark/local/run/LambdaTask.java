package dev.tidemark.local.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.local.aws.states.Fields;
import dev.tidemark.local.aws.states.TaskResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/** {@code lambda:invoke}: calls the real function under AWS's runtime client. */
final class LambdaTask implements TaskResource {
  static final String RESOURCE = "arn:aws:states:::lambda:invoke";

  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalFunctions functions;

  LambdaTask(LocalFunctions functions) {
    this.functions = functions;
  }

  @Override
  public Object call(Fields arguments) {
    String arn = arguments.text("FunctionName");
    Object payload = arguments.value("Payload");
    arguments.refuseRest();
    try {
      byte[] answer =
          functions.invoke(
              arn.substring(arn.lastIndexOf(':') + 1), JSON.writeValueAsBytes(payload), PATIENCE);
      return Map.of("StatusCode", 200, "Payload", JSON.readValue(answer, Object.class));
    } catch (IOException e) {
      throw new UncheckedIOException(arn + " did not answer with JSON", e);
    }
  }
}
