package dev.tidemark.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Ten million interactions train in 6 GiB, heap and TensorFlow's memory together. */
class MemoryBoundIT {
  private static final int EVENTS = 10_000_000;
  private static final String HEAP = "-Xmx3g";
  private static final long LIMIT_KILOBYTES = 6L << 20;
  private static final Pattern REPORT = Pattern.compile("(\\d+) interactions, peak (\\d+) kB");

  @Test
  void shouldTrainOnTenMillionInteractionsInSixGibibytes() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "only Linux tells the peak");

    Matcher report = REPORT.matcher(run());

    assertThat(report.find()).as("the process reports").isTrue();
    assertThat(Long.parseLong(report.group(1))).isEqualTo(EVENTS);
    assertThat(Long.parseLong(report.group(2))).isLessThan(LIMIT_KILOBYTES);
  }

  private static String run() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-cp",
                System.getProperty("java.class.path"),
                SyntheticTraining.class.getName(),
                Integer.toString(EVENTS))
            .redirectErrorStream(true)
            .start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      System.out.print(output);
      return output;
    } finally {
      process.destroyForcibly();
    }
  }
}
