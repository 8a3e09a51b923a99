package dev.tidemark.store.calls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Writes each kind of call that a process makes of AWS into a file beside the jar that it is packed
 * in, a line each: service, operation, resource, condition, with tabs between. The SDK finds it by
 * itself in every client of the process. {@code .ci/permissions.py} reads the files.
 */
public final class CallRecorder implements ExecutionInterceptor {
  private static final Set<String> SEEN = new HashSet<>();
  private static final String JAR = "recorder.jar";
  private static final String INTERCEPTORS =
      "software/amazon/awssdk/global/handlers/execution.interceptors";

  /** Packs it into a folder, for the class path of a process; the jar's path. */
  public static synchronized Path pack(Path folder) throws IOException {
    Path jar = Files.createDirectories(folder).resolve(JAR);
    if (Files.exists(jar)) {
      return jar;
    }
    String name = CallRecorder.class.getName();
    String file = name.replace('.', '/') + ".class";
    try (JarOutputStream zip = new JarOutputStream(Files.newOutputStream(jar));
        InputStream compiled = CallRecorder.class.getResourceAsStream("/" + file)) {
      zip.putNextEntry(new ZipEntry(file));
      compiled.transferTo(zip);
      zip.putNextEntry(new ZipEntry(INTERCEPTORS));
      zip.write(name.getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    SdkRequest request = context.request();
    String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
    String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    Optional<List<?>> transaction =
        request.getValueForField("TransactItems", List.class).map(it -> (List<?>) it);
    if (transaction.isPresent()) {
      transaction.get().forEach(it -> transaction(service, (SdkPojo) it));
      return;
    }
    for (String resource : resources(request)) {
      write(String.join("\t", service, operation, resource, condition(operation, request)));
    }
  }

  /** A transaction is allowed by what it does. */
  private static void transaction(String service, SdkPojo item) {
    item.sdkFields().stream()
        .filter(field -> field.getValueOrDefault(item) instanceof SdkPojo)
        .forEach(
            field -> {
              SdkPojo part = (SdkPojo) field.getValueOrDefault(item);
              String table = text(part, "TableName").orElseThrow();
              String action = field.memberName();
              write(
                  String.join(
                      "\t",
                      service,
                      action.equals("ConditionCheck") ? "ConditionCheckItem" : action + "Item",
                      table,
                      ""));
            });
  }

  private static List<String> resources(SdkRequest request) {
    Optional<Map<?, ?>> batch =
        request.getValueForField("RequestItems", Map.class).map(it -> (Map<?, ?>) it);
    if (batch.isPresent()) {
      return batch.get().keySet().stream().map(String::valueOf).toList();
    }
    List<String> parts = new ArrayList<>();
    text(request, "TableName").ifPresent(parts::add);
    text(request, "IndexName").ifPresent(index -> parts.add("/index/" + index));
    text(request, "Bucket").ifPresent(parts::add);
    text(request, "Key").ifPresent(key -> parts.add("/" + key));
    text(request, "QueueUrl").ifPresent(url -> parts.add(url.substring(url.lastIndexOf('/') + 1)));
    text(request, "SecretId").ifPresent(parts::add);
    text(request, "FunctionName").ifPresent(parts::add);
    text(request, "Qualifier").ifPresent(version -> parts.add(":" + version));
    text(request, "stateMachineArn")
        .ifPresent(arn -> parts.add(arn.substring(arn.lastIndexOf(':') + 1)));
    return List.of(String.join("", parts));
  }

  private static String condition(String operation, SdkRequest request) {
    return operation.startsWith("List")
        ? text(request, "Prefix").map(prefix -> "s3:prefix=" + prefix).orElse("")
        : text(request, "IfNoneMatch").map(tag -> "s3:if-none-match=" + tag).orElse("");
  }

  private static Optional<String> text(SdkPojo pojo, String member) {
    return pojo.sdkFields().stream()
        .filter(field -> field.memberName().equalsIgnoreCase(member))
        .map(field -> field.getValueOrDefault(pojo))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .findFirst();
  }

  private static synchronized void write(String line) {
    if (!SEEN.add(line)) {
      return;
    }
    try {
      Path jar =
          Path.of(CallRecorder.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      String name = System.getenv().getOrDefault("AWS_LAMBDA_FUNCTION_NAME", "TrainingJob");
      Files.writeString(
          jar.resolveSibling(name + "-" + ProcessHandle.current().pid() + ".calls"),
          line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
