package dev.tidemark.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What the Dockerfile says, with continued lines joined. */
record ContainerImage(List<String> instructions) {
  /** The folder that is its build context. */
  static final Path CONTEXT = Path.of("target", "job").toAbsolutePath();

  private static final Pattern QUOTED = Pattern.compile("^ENTRYPOINT \\[\"|\", \"|\"]$");
  private static final String JOB = "/opt/tidemark/job";

  static ContainerImage read() throws IOException {
    String text = Files.readString(Path.of("Dockerfile"));
    return new ContainerImage(
        Arrays.stream(text.replace("\\\n", " ").split("\n"))
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList());
  }

  List<String> all(String instruction) {
    return instructions.stream().filter(line -> line.startsWith(instruction + " ")).toList();
  }

  /** The command that it runs, with the context in place of the folder that it was copied to. */
  List<String> command() {
    return QUOTED
        .splitAsStream(all("ENTRYPOINT").get(0))
        .filter(word -> !word.isEmpty())
        .map(word -> word.replace(JOB, CONTEXT.toString()))
        .toList();
  }
}
