package dev.tidemark.local.aws.lambda;

import dev.tidemark.local.LocalAccount;
import dev.tidemark.local.template.FunctionDefinition;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a function's process is started: what Lambda would give it, and nothing of our own
 * environment.
 *
 * @param runtimeClient folder with the jars of AWS's Runtime Interface Client, and its native
 *     library in {@code jni/}
 * @param layers folders of which Lambda would lay the contents under {@code /opt}; none where what
 *     is in them is given otherwise
 * @param environment the function's variables, JAVA_TOOL_OPTIONS among them
 * @param tmp stands for {@code /tmp}, which Lambda gives to the function alone
 * @param log file that gets the function's output
 */
public record FunctionLaunch(
    FunctionDefinition function,
    Path runtimeClient,
    List<Path> layers,
    Map<String, String> environment,
    Path tmp,
    Path log) {

  private static final String JAVA_OPTIONS = "JAVA_TOOL_OPTIONS";
  private static final String DJL_CACHE = "DJL_CACHE_DIR";
  private static final Pattern TMP = Pattern.compile("^/tmp(?=/|$)");
  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client";
  private static final String CLIENT_LIBRARY = "jni/libaws-lambda-jni.linux-x86_64.so";

  public FunctionLaunch {
    layers = List.copyOf(layers);
    environment = Map.copyOf(environment);
  }

  String name() {
    return function.id();
  }

  List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(
        "-D" + CLIENT + ".runtimeapi.NativeClient.JNI=" + runtimeClient.resolve(CLIENT_LIBRARY));
    command.addAll(ownTmp());
    command.addAll(List.of("-cp", classPath(), CLIENT + ".AWSLambda", function.handler()));
    return command;
  }

  /** Java's own folder and those of the template's options: on the command line they win. */
  private List<String> ownTmp() {
    List<String> options = new ArrayList<>();
    Scanner words =
        new Scanner("-Djava.io.tmpdir=/tmp " + environment.getOrDefault(JAVA_OPTIONS, ""));
    words.forEachRemaining(
        option -> {
          int value = option.indexOf('=') + 1;
          if (TMP.matcher(option.substring(value)).find()) {
            options.add(option.substring(0, value) + inOwnTmp(option.substring(value)));
          }
        });
    return options;
  }

  private String inOwnTmp(String path) {
    return TMP.matcher(path).replaceFirst(Matcher.quoteReplacement(tmp.toString()));
  }

  private String classPath() {
    List<String> classPath = new ArrayList<>();
    classPath.add(function.codeUri().toString());
    classPath.add(jars(function.codeUri().resolve("lib")));
    layers.forEach(layer -> classPath.add(jars(layer.resolve("java/lib"))));
    classPath.add(jars(runtimeClient));
    return String.join(File.pathSeparator, classPath);
  }

  private static String jars(Path folder) {
    return folder + File.separator + "*";
  }

  Map<String, String> processEnvironment(String runtimeApi) {
    Map<String, String> all = new TreeMap<>();
    all.put("LANG", "C.UTF-8");
    all.put("TZ", "UTC");
    all.put("AWS_REGION", LocalAccount.REGION);
    all.put("AWS_DEFAULT_REGION", LocalAccount.REGION);
    // Not real ones, and no file or instance that could give real ones: nothing here reaches AWS.
    all.put("AWS_ACCESS_KEY_ID", LocalAccount.KEY);
    all.put("AWS_SECRET_ACCESS_KEY", LocalAccount.KEY);
    all.put("AWS_CONFIG_FILE", File.separator + "nonexistent");
    all.put("AWS_SHARED_CREDENTIALS_FILE", File.separator + "nonexistent");
    all.put("AWS_EC2_METADATA_DISABLED", "true");
    all.putAll(environment);
    all.computeIfPresent(DJL_CACHE, (name, path) -> inOwnTmp(path));
    all.put(JAVA_OPTIONS, javaOptions());
    all.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    all.put("AWS_LAMBDA_INITIALIZATION_TYPE", function.snapStart() ? "snap-start" : "on-demand");
    all.put("AWS_LAMBDA_FUNCTION_NAME", name());
    all.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMb()));
    all.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + name());
    all.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
    if (!layers.isEmpty()) {
      all.put(
          "LD_LIBRARY_PATH",
          layers.stream()
              .map(layer -> layer.resolve("lib").toString())
              .collect(Collectors.joining(File.pathSeparator)));
    }
    all.put("LAMBDA_TASK_ROOT", function.codeUri().toString());
    all.put("_HANDLER", function.handler());
    return all;
  }

  /** Lambda's own defaults come first, so that the template's options win. */
  private String javaOptions() {
    String heap =
        "-XX:+UseSerialGC -XX:+TieredCompilation -XX:TieredStopAtLevel=1"
            + " -XX:MaxRAM="
            + function.memoryMb()
            + "m -XX:MaxRAMPercentage=85 ";
    // Without it org.crac finds no implementation and skips every hook silently.
    String hooks =
        function.snapStart() ? "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac " : "";
    return (heap + hooks + environment.getOrDefault(JAVA_OPTIONS, "")).strip();
  }
}
