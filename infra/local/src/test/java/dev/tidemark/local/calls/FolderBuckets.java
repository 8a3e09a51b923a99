package dev.tidemark.local.calls;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidemark.local.aws.Loopback;
import dev.tidemark.store.files.Folder.Tagged;
import dev.tidemark.store.files.LocalFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Folders of this machine as S3 shows buckets, on loopback, and one secret as Secrets Manager gives
 * it: packaged functions reach by AWS's own clients what the local run has in files.
 */
public final class FolderBuckets implements AutoCloseable {
  private static final String SECRET_CALL = "secretsmanager.GetSecretValue";

  private final HttpServer server;
  private final Map<String, Path> folders;
  private final Path secret;

  /**
   * @param folders by name of their bucket
   * @param secret file of what is secret
   */
  public FolderBuckets(Map<String, Path> folders, Path secret) throws IOException {
    this.folders = Map.copyOf(folders);
    this.secret = secret;
    server = Loopback.server("buckets", 0);
    Loopback.serve(server, "/", this::answer);
    server.start();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    Loopback.stop(server);
  }

  private void answer(HttpExchange call) throws IOException {
    try (call) {
      byte[] body = body(call);
      if (SECRET_CALL.equals(call.getRequestHeaders().getFirst("X-Amz-Target"))) {
        String text = "{\"SecretString\":\"" + Files.readString(secret).strip() + "\"}";
        send(call, 200, text.getBytes(StandardCharsets.UTF_8));
        return;
      }
      String[] path = call.getRequestURI().getPath().substring(1).split("/", 2);
      LocalFolder bucket = new LocalFolder(folders.get(path[0]));
      if (path.length == 1 || path[1].isEmpty()) {
        send(call, 200, list(bucket, call.getRequestURI()));
        return;
      }
      switch (call.getRequestMethod()) {
        case "GET" -> get(call, bucket.read(path[1]));
        case "PUT" -> put(call, bucket, path[1], body);
        case "DELETE" -> {
          bucket.delete(path[1]);
          send(call, 204, new byte[0]);
        }
        default -> send(call, 405, new byte[0]);
      }
    }
  }

  private static void get(HttpExchange call, Optional<Tagged> found) throws IOException {
    if (found.isEmpty()) {
      send(call, 404, error("NoSuchKey"));
      return;
    }
    call.getResponseHeaders().set("ETag", found.get().tag());
    send(call, 200, found.get().content());
  }

  private static void put(HttpExchange call, LocalFolder bucket, String name, byte[] body)
      throws IOException {
    String match = call.getRequestHeaders().getFirst("If-Match");
    if (match == null && call.getRequestHeaders().getFirst("If-None-Match") == null) {
      bucket.put(name, out -> out.write(body));
      send(call, 200, new byte[0]);
      return;
    }
    Optional<String> tag = bucket.replace(name, body, Optional.ofNullable(match));
    tag.ifPresent(it -> call.getResponseHeaders().set("ETag", it));
    send(call, tag.isPresent() ? 200 : 412, tag.isPresent() ? new byte[0] : error("Precondition"));
  }

  private static byte[] list(LocalFolder bucket, URI asked) throws IOException {
    String prefix = "";
    for (String parameter : Optional.ofNullable(asked.getQuery()).orElse("").split("&", -1)) {
      prefix = parameter.startsWith("prefix=") ? parameter.substring(7) : prefix;
    }
    StringBuilder xml = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
    bucket
        .list(prefix)
        .forEach(
            (key, size) ->
                xml.append("<Contents><Key>")
                    .append(key)
                    .append("</Key><Size>")
                    .append(size)
                    .append("</Size></Contents>"));
    return xml.append("</ListBucketResult>").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] error(String code) {
    return ("<Error><Code>" + code + "</Code></Error>").getBytes(StandardCharsets.UTF_8);
  }

  /** The content, which the client sends in chunks with their checksums after them. */
  private static byte[] body(HttpExchange call) throws IOException {
    InputStream in = call.getRequestBody();
    String encoding = call.getRequestHeaders().getFirst("Content-Encoding");
    if (encoding == null || !encoding.contains("aws-chunked")) {
      return in.readAllBytes();
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (int size = chunk(in); size > 0; size = chunk(in)) {
      content.write(in.readNBytes(size));
      line(in);
    }
    in.readAllBytes();
    return content.toByteArray();
  }

  private static int chunk(InputStream in) throws IOException {
    return Integer.parseInt(line(in).split(";", 2)[0], 16);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int it = in.read(); it >= 0 && it != '\n'; it = in.read()) {
      line.append((char) it);
    }
    return line.toString().strip();
  }

  private static void send(HttpExchange call, int status, byte[] content) throws IOException {
    call.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
    call.getResponseBody().write(content);
  }
}
