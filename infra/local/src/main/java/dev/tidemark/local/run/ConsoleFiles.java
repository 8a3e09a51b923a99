package dev.tidemark.local.run;

import com.sun.net.httpserver.HttpExchange;
import dev.tidemark.local.aws.AwsAnswer;
import dev.tidemark.local.aws.gateway.HttpGateway;
import dev.tidemark.store.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The console's files, read once. They may load nothing but each other, and ask nothing but this
 * API.
 *
 * @param files by their addresses
 */
record ConsoleFiles(Map<String, ConsoleFiles.File> files) implements HttpGateway.Pages {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "json", "application/json");

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record File(byte[] content, String type, String tag) {}

  /**
   * @param folder as it was built
   */
  static ConsoleFiles of(Path folder) throws IOException {
    Map<String, File> files = new HashMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        byte[] content = Files.readAllBytes(path);
        String name = path.toString();
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        String tag = '"' + Sha256.hex(content) + '"';
        files.put("/" + folder.relativize(path), new File(content, type, tag));
      }
    }
    files.put("/", files.get("/index.html"));
    return new ConsoleFiles(Map.copyOf(files));
  }

  @Override
  public Optional<AwsAnswer> find(HttpExchange exchange) {
    File file = files.get(exchange.getRequestURI().getPath());
    return file == null || !List.of("GET", "HEAD").contains(exchange.getRequestMethod())
        ? Optional.empty()
        : Optional.of(answer(file, exchange.getRequestHeaders().getFirst("If-None-Match")));
  }

  private static AwsAnswer answer(File file, String known) {
    AwsAnswer answer =
        file.tag().equals(known) ? AwsAnswer.empty(304) : AwsAnswer.of(file.content());
    return answer
        .with("Content-Type", file.type())
        .with("ETag", file.tag())
        .with("Cache-Control", "no-cache") // asked again each time, sent again after a change
        .with("Content-Security-Policy", POLICY)
        .with("X-Content-Type-Options", "nosniff")
        .with("Referrer-Policy", "no-referrer");
  }
}
