package dev.tidemark.local.runtime;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a function's process is started: what Lambda would give it, and nothing of our own
 * environment.
 *
 * @param taskRoot the built folder with classes and {@code lib/}
 * @param runtimeClient folder with the jars of AWS's Runtime Interface Client
 * @param environment the function's variables, JAVA_TOOL_OPTIONS among them
 * @param log file that gets the function's output
 */
public record FunctionLaunch(
    String name,
    Path taskRoot,
    Path runtimeClient,
    String handler,
    int memoryMb,
    Duration timeout,
    boolean snapStart,
    Map<String, String> environment,
    Path log) {

  private static final String REGION = "us-east-1";
  private static final String JAVA_OPTIONS = "JAVA_TOOL_OPTIONS";

  public FunctionLaunch {
    environment = Map.copyOf(environment);
  }

  List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (snapStart) {
      // Without it org.crac finds no implementation and skips every hook silently.
      command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
    }
    command.add("-cp");
    command.add(
        String.join(
            File.pathSeparator,
            taskRoot.toString(),
            taskRoot.resolve("lib") + File.separator + "*",
            runtimeClient + File.separator + "*"));
    command.add("com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
    command.add(handler);
    return command;
  }

  Map<String, String> processEnvironment(String runtimeApi) {
    Map<String, String> all = new TreeMap<>();
    all.put("LANG", "C.UTF-8");
    all.put("TZ", "UTC");
    all.put("AWS_REGION", REGION);
    all.put("AWS_DEFAULT_REGION", REGION);
    // Not real ones, and no file or instance that could give real ones: nothing here reaches AWS.
    all.put("AWS_ACCESS_KEY_ID", "local");
    all.put("AWS_SECRET_ACCESS_KEY", "local");
    all.put("AWS_CONFIG_FILE", File.separator + "nonexistent");
    all.put("AWS_SHARED_CREDENTIALS_FILE", File.separator + "nonexistent");
    all.put("AWS_EC2_METADATA_DISABLED", "true");
    all.putAll(environment);
    all.put(JAVA_OPTIONS, javaOptions());
    all.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    all.put("AWS_LAMBDA_INITIALIZATION_TYPE", snapStart ? "snap-start" : "on-demand");
    all.put("AWS_LAMBDA_FUNCTION_NAME", name);
    all.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(memoryMb));
    all.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + name);
    all.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
    all.put("LAMBDA_TASK_ROOT", taskRoot.toString());
    all.put("_HANDLER", handler);
    return all;
  }

  /** Lambda's own defaults for the heap come first, so that the template's options win. */
  private String javaOptions() {
    String defaults = "-XX:+UseSerialGC -XX:MaxRAM=" + memoryMb + "m -XX:MaxRAMPercentage=85 ";
    return (defaults + environment.getOrDefault(JAVA_OPTIONS, "")).strip();
  }
}
