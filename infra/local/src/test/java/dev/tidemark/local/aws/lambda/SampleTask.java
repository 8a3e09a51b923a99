package dev.tidemark.local.aws.lambda;

import dev.tidemark.local.aws.lambda.sample.SampleHandler;
import dev.tidemark.local.template.FunctionDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Packs {@link SampleHandler} as Maven packs a function: classes at the root, jars in lib. */
final class SampleTask {
  private final Path folder;

  SampleTask(Path folder) {
    this.folder = folder;
    try {
      Path classFile = Path.of(SampleHandler.class.getName().replace('.', '/') + ".class");
      Path target = folder.resolve("task").resolve(classFile);
      Files.createDirectories(target.getParent());
      Files.copy(location(SampleHandler.class).resolve(classFile), target);
      Files.createDirectories(folder.resolve("task/lib"));
      Files.copy(location(org.crac.Core.class), folder.resolve("task/lib/crac.jar"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FunctionLaunch launch(Duration timeout, Map<String, String> environment) {
    return new FunctionLaunch(
        new FunctionDefinition(
            "Sample",
            folder.resolve("task"),
            SampleHandler.class.getName() + "::handleRequest",
            256,
            timeout,
            true,
            List.of(),
            Map.of(),
            List.of()),
        Path.of("target", "runtime-client").toAbsolutePath(),
        List.of(),
        environment,
        folder,
        folder.resolve("logs/Sample.log"));
  }

  private static Path location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
