package dev.tidemark.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.local.template.FunctionDefinition;
import dev.tidemark.local.template.TemplateReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The folders that Lambda unpacks: complete, small, and without native code. */
class PackagedTaskIT {
  private static final long MAX_BYTES = 60_000_000;

  static List<FunctionDefinition> functions() {
    return TemplateReader.read(Path.of("..", "..", "template.yaml")).functions();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void shouldHoldItsHandlerAndItsJars(FunctionDefinition function) {
    String handler = function.handler().substring(0, function.handler().indexOf("::"));
    assertThat(function.codeUri().resolve(handler.replace('.', '/') + ".class")).exists();
    assertThat(function.codeUri().resolve("lib")).isNotEmptyDirectory();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void shouldHoldNoNativeCode(FunctionDefinition function) throws IOException {
    for (Path file : files(function.codeUri())) {
      assertThat(file.toString()).doesNotEndWith(".so").doesNotContain("-native-");
      if (file.toString().endsWith(".jar")) {
        try (JarFile jar = new JarFile(file.toFile())) {
          assertThat(jar.stream().map(Object::toString))
              .as("%s", file.getFileName())
              .noneMatch(name -> name.endsWith(".so") && name.contains("tensorflow"));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void shouldStaySmall(FunctionDefinition function) throws IOException {
    long bytes = 0;
    for (Path file : files(function.codeUri())) {
      bytes += Files.size(file);
    }
    assertThat(bytes).isLessThan(MAX_BYTES);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void shouldHaveOneHttpClientAndOneLogger(FunctionDefinition function) throws IOException {
    assertThat(files(function.codeUri().resolve("lib")))
        .extracting(file -> file.getFileName().toString())
        .noneMatch(name -> name.startsWith("netty-") || name.startsWith("apache-client"))
        .noneMatch(
            name -> name.startsWith("tidemark-training") || name.startsWith("DynamoDBLocal"));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }
}
