package dev.tidemark.local.aws.batch;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Programs of the built training job, each in a JVM of its own.
 *
 * @param job the built folder
 * @param libraries environment variables that tell where the native libraries are
 * @param tmp where they unpack and put aside what they need
 */
public record JobProcess(Path job, Map<String, String> libraries, Path tmp) {
  public JobProcess {
    libraries = Map.copyOf(libraries);
  }

  /**
   * A process to be started, with TensorFlow set up as training wants it: one thread for each
   * operator, as many operators at a time as there are cores.
   */
  public ProcessBuilder of(String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Ten million interactions need more than the quarter of the memory that Java takes by default.
    command.add("-XX:MaxRAMPercentage=50");
    command.add("-Djava.io.tmpdir=" + tmp);
    command.add("-Djna.tmpdir=" + tmp);
    command.add("-Dorg.bytedeco.javacpp.cachedir=" + tmp.resolve(".javacpp"));
    command.add("-cp");
    command.add(job + File.pathSeparator + job.resolve("lib") + File.separator + "*");
    command.add(mainClass);
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    Map<String, String> environment = builder.environment();
    environment
        .keySet()
        .removeIf(
            name ->
                name.startsWith("AWS_") || name.matches("JAVA_TOOL_OPTIONS|(JDK|)_JAVA_OPTIONS"));
    environment.putAll(libraries);
    environment.put("TIDEMARK_PARENT", Long.toString(ProcessHandle.current().pid()));
    environment.put("DJL_OFFLINE", "true");
    environment.put("DJL_CACHE_DIR", tmp.resolve("djl").toString());
    environment.put("TF_NUM_INTRAOP_THREADS", "1");
    environment.put(
        "TF_NUM_INTEROP_THREADS", Integer.toString(Runtime.getRuntime().availableProcessors()));
    environment.putIfAbsent("TF_CPP_MIN_LOG_LEVEL", "3");
    return builder;
  }
}
