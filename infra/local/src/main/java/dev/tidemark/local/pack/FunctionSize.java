package dev.tidemark.local.pack;

import dev.tidemark.local.template.FunctionDefinition;
import dev.tidemark.local.template.Template;
import dev.tidemark.model.ModelBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * What a function weighs, in bytes.
 *
 * @param id logical id in the template
 * @param code the built folder, unzipped
 * @param layers all its layers, unzipped
 * @param natives libraries that DJL extracts from the layers' jars to {@code /tmp}
 */
public record FunctionSize(String id, long code, long layers, long natives) {
  /** Lambda's quota for a function with its layers, unzipped: 250 MB. */
  public static final long LIMIT = 262_144_000;

  private static final String NATIVES = "native/lib/";
  private static final PathMatcher JARS =
      FileSystems.getDefault().getPathMatcher("glob:**/java/lib/*.jar");

  static FunctionSize of(Template template, FunctionDefinition function) {
    List<Path> layers = template.layersOf(function);
    return new FunctionSize(
        function.id(),
        ModelBudget.sizeOf(function.codeUri()),
        layers.stream().mapToLong(ModelBudget::sizeOf).sum(),
        layers.stream().mapToLong(FunctionSize::nativesIn).sum());
  }

  /** Function and layers together, which is what the limit is on. */
  public long total() {
    return code + layers;
  }

  private static long nativesIn(Path layer) {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(layer)) {
      for (Path file : files.filter(JARS::matches).toList()) {
        try (JarFile jar = new JarFile(file.toFile())) {
          bytes +=
              jar.stream()
                  .filter(entry -> entry.getName().startsWith(NATIVES))
                  .mapToLong(ZipEntry::getSize)
                  .sum();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes;
  }
}
