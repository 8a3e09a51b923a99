package dev.tidemark.local.aws.lambda.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Answers which model its version holds; one that is called broken does not start. */
public final class ModelHandler implements RequestStreamHandler {
  private final String model = System.getenv("MODEL_VERSION");

  public ModelHandler() {
    if (model.contains("broken")) {
      throw new IllegalStateException("model " + model + " cannot be loaded");
    }
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    String body = "{\\\"modelVersion\\\":\\\"" + model + "\\\"}";
    out.write(("{\"statusCode\":200,\"body\":\"" + body + "\"}").getBytes(StandardCharsets.UTF_8));
  }
}
