package dev.tidemark.local.aws.lambda.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeSet;
import org.crac.Core;
import org.crac.Resource;

/** A function for tests: does as it is told by its payload, fails where its environment says so. */
public final class SampleHandler implements RequestStreamHandler, Resource {
  private final Map<String, String> env = System.getenv();
  private final StringBuilder hooks = new StringBuilder();

  public SampleHandler() {
    failAt("init");
    Core.getGlobalContext().register(this);
  }

  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    failAt("checkpoint");
    hooks.append("checkpoint ");
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {
    failAt("restore");
    hooks.append("restore ");
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    String order = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    String answer =
        switch (order) {
          case "\"hooks\"" -> hooks.toString().strip();
          case "\"environment\"" -> new TreeSet<>(env.keySet()).toString();
          case "\"folder\"" -> System.getProperty("user.dir");
          case "\"heap\"" -> Long.toString(Runtime.getRuntime().maxMemory() >> 20);
          case "\"time\"" -> Integer.toString(context.getRemainingTimeInMillis());
          case "\"request\"" -> context.getAwsRequestId();
          case "\"sleep\"" -> sleep();
          case "\"exit\"" -> exit();
          case "\"fail\"" -> throw new IllegalArgumentException("as told");
          default -> order;
        };
    out.write(answer.getBytes(StandardCharsets.UTF_8));
  }

  private void failAt(String phase) {
    if (phase.equals(env.get("FAIL_AT"))) {
      System.out.println("about to fail at " + phase);
      throw new IllegalStateException("no " + phase + " today");
    }
  }

  private static String sleep() {
    try {
      Thread.sleep(60_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "slept";
  }

  private static String exit() {
    Runtime.getRuntime().halt(7);
    return "gone";
  }
}
