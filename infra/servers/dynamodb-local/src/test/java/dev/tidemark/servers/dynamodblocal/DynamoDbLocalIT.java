package dev.tidemark.servers.dynamodblocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.servers.child.ChildServerException;
import dev.tidemark.servers.child.RunSecret;
import dev.tidemark.servers.child.Upkeep;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DynamoDbLocalIT {
  private static final RunSecret NOBODYS = new RunSecret("");
  private static final Pattern COUNT = Pattern.compile("\"Count\":(\\d+)");
  private static final Pattern TIMES = Pattern.compile("\"times\":\\{\"N\":\"(\\d+)\"");

  @Test
  void shouldAnswerInMemoryAndEndOnClose() throws Exception {
    DynamoDbLocal local = DynamoDbLocal.startInMemory();
    try (local) {
      assertThat(tables(local, NOBODYS)).isEqualTo("{\"TableNames\":[]}");
    }
    assertThat(local.process().isAlive()).isFalse();
  }

  @Test
  void shouldListenOnLoopbackOnly() throws Exception {
    try (DynamoDbLocal local = DynamoDbLocal.startInMemory()) {
      List<InetAddress> others =
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
              .toList();
      for (InetAddress address : others) {
        assertThatThrownBy(() -> new Socket(address, local.endpoint().getPort()).close())
            .as("connecting to %s", address)
            .isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void shouldRefuseWhatAPageFromElsewhereSends() throws Exception {
    try (DynamoDbLocal local = DynamoDbLocal.startInMemory()) {
      assertThat(status(local, "Host: localhost")).doesNotContain(" 403 ");
      assertThat(status(local, "Host: shop.example")).contains(" 403 ");
      assertThat(status(local, "Host: localhost\r\nOrigin: http://shop.example")).contains(" 403 ");
    }
  }

  /** By hand, since Java's client sets Host and Origin itself. */
  private static String status(DynamoDbLocal local, String headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), local.endpoint().getPort())) {
      String request = "GET / HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.lines().findFirst().orElse("");
    }
  }

  @Test
  void shouldKeepTablesInTheStorageFolder(@TempDir Path folder) throws Exception {
    // Given
    Path storage = folder.resolve("new").resolve("storage");
    Path tmp = Files.createDirectory(folder.resolve("tmp"));
    DynamoDbLocal.Run run = new DynamoDbLocal.Run(tmp, RunSecret.random());
    try (DynamoDbLocal local = DynamoDbLocal.start(run, storage)) {
      createTable(local, "Kept", run.secret());

      // Then: it answers nobody else, and unpacks its library nowhere else
      String token = "Host: localhost\r\n" + RunSecret.HEADER + ": ";
      assertThat(status(local, "Host: localhost")).contains(" 403 ");
      assertThat(status(local, token + "guess")).contains(" 403 ");
      assertThat(status(local, token + run.secret().value())).doesNotContain(" 403 ");
      assertThat(tmp).isDirectoryContaining("glob:**.so");
    }

    // When
    try (DynamoDbLocal again = DynamoDbLocal.start(run, storage)) {
      // Then
      assertThat(tables(again, run.secret())).isEqualTo("{\"TableNames\":[\"Kept\"]}");
    }
  }

  @Test
  void shouldNotServeADamagedDatabase(@TempDir Path storage) throws Exception {
    // Given
    DynamoDbLocal.Run run = new DynamoDbLocal.Run(storage, RunSecret.random());
    Path database = storage.resolve("shared-local-instance.db");
    try (DynamoDbLocal local = DynamoDbLocal.start(run, storage)) {
      createTable(local, "Kept", run.secret());
      FileTime created = FileTime.from(Instant.now());
      // Until the log goes into it: what the log holds anew would not be missed.
      while (Files.getLastModifiedTime(database).compareTo(created) < 0) {
        createTable(local, "Kept" + System.nanoTime(), run.secret());
        Thread.sleep(200);
      }
    }
    Files.deleteIfExists(storage.resolve("shared-local-instance.db-wal"));
    byte[] content = Files.readAllBytes(database);
    Arrays.fill(content, content.length / 2, content.length, (byte) 0xff);
    Files.write(database, content);

    // When, then
    assertThatThrownBy(() -> DynamoDbLocal.start(run, storage))
        .isInstanceOf(ChildServerException.class)
        .hasMessageStartingWith(database + " is damaged: ")
        .hasMessageContaining("put it back from a backup");
    assertThat(database).hasBinaryContent(content);
  }

  @Test
  void shouldComeUpAgainWithAllThatItAcknowledged(@TempDir Path storage) throws Exception {
    // Given
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    DynamoDbLocal.Run run = new DynamoDbLocal.Run(storage, RunSecret.random());
    try (DynamoDbLocal local = DynamoDbLocal.start(run, storage)) {
      local.keepUp(new Upkeep(() -> false, lines::add, () -> {}, lines::add));
      createTable(local, "Kept", run.secret());
      Path database = storage.resolve("shared-local-instance.db");
      long empty = Files.size(database);
      int acknowledged = 0;
      try {
        for (; acknowledged < 10_000; acknowledged++) {
          String item = "{\"pk\": {\"S\": \"%05d\"}}".formatted(acknowledged);
          call(
              local.endpoint(),
              run.secret(),
              "PutItem",
              "{\"TableName\": \"Kept\", \"Item\": " + item + "}");
          if (acknowledged == 500) {
            // When
            local.process().destroyForcibly();
          }
        }
      } catch (IOException e) {
        // it is gone
      }

      // Then
      assertThat(lines.poll(60, TimeUnit.SECONDS)).contains("up again after");
      assertThat(acknowledged).isBetween(500, 9_999);
      String scan = "{\"TableName\": \"Kept\", \"Select\": \"COUNT\"}";
      Matcher count = COUNT.matcher(call(local.endpoint(), run.secret(), "Scan", scan));
      assertThat(count.find()).isTrue();
      // one more may be there, of which the answer was lost
      assertThat(Integer.parseInt(count.group(1))).isBetween(acknowledged, acknowledged + 1);

      // Then: what was written ahead goes into the database and does not pile up
      for (int i = 0; i < 100 && Files.size(database) <= 2 * empty; i++) {
        Thread.sleep(100);
      }
      assertThat(Files.size(database)).isGreaterThan(2 * empty);
    }
  }

  @Test
  void shouldDoAllOfATransactionWhileTheLogGoesIntoTheDatabase(@TempDir Path storage)
      throws Exception {
    // Given
    String actions =
        IntStream.range(0, 60)
            .mapToObj(
                i ->
                    """
                    {"Update": {"TableName": "Kept", "Key": {"pk": {"S": "%d"}},
                     "UpdateExpression": "ADD times :one",
                     "ExpressionAttributeValues": {":one": {"N": "1"}}}}
                    """
                        .formatted(i))
            .collect(Collectors.joining(","));
    DynamoDbLocal.Run run = new DynamoDbLocal.Run(storage, RunSecret.random());
    try (DynamoDbLocal local = DynamoDbLocal.start(run, storage)) {
      createTable(local, "Kept", run.secret());

      // When: for longer than the log takes to be emptied, several times
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
      int done = 0;
      for (; System.nanoTime() < end; done++) {
        call(
            local.endpoint(),
            run.secret(),
            "TransactWriteItems",
            "{\"TransactItems\": [" + actions + "]}");
      }

      // Then
      String rows = call(local.endpoint(), run.secret(), "Scan", "{\"TableName\": \"Kept\"}");
      assertThat(TIMES.matcher(rows).results().map(it -> it.group(1)))
          .hasSize(60)
          .containsOnly(Integer.toString(done));
    }
  }

  @Test
  void shouldNameAStorageFolderThatCannotBeMade(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    DynamoDbLocal.Run run = new DynamoDbLocal.Run(folder, RunSecret.random());
    assertThatThrownBy(() -> DynamoDbLocal.start(run, file.resolve("storage")))
        .isInstanceOf(ChildServerException.class)
        .hasMessageContaining(file.resolve("storage").toString());
  }

  @Test
  void shouldEndWhenTheParentIsKilled() throws Exception {
    // Given a parent that starts one and never closes it
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String pid;
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(parent.getInputStream(), StandardCharsets.US_ASCII))) {
      pid = reader.readLine();
    }
    ProcessHandle child = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    assertThat(child.isAlive()).isTrue();

    // When
    parent.destroyForcibly();

    // Then
    assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(10));
    parent.waitFor(10, TimeUnit.SECONDS);
  }

  /** Starts DynamoDB Local, prints the child's process id and waits to be killed. */
  static final class Parent {
    @SuppressWarnings("resource") // the point is that nobody closes it
    public static void main(String[] arguments) throws Exception {
      DynamoDbLocal.startInMemory();
      System.out.println(
          ProcessHandle.current().children().findFirst().map(ProcessHandle::pid).orElseThrow());
      Thread.sleep(60_000);
    }
  }

  private static String tables(DynamoDbLocal local, RunSecret secret) throws IOException {
    return call(local.endpoint(), secret, "ListTables", "{}");
  }

  private static void createTable(DynamoDbLocal local, String name, RunSecret secret)
      throws IOException {
    call(
        local.endpoint(),
        secret,
        "CreateTable",
        """
        {"TableName": "%s", "BillingMode": "PAY_PER_REQUEST",
         "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
         "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}]}
        """
            .formatted(name));
  }

  private static String call(URI endpoint, RunSecret secret, String action, String body)
      throws IOException {
    HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setRequestProperty("X-Amz-Target", "DynamoDB_20120810." + action);
    connection.setRequestProperty(RunSecret.HEADER, secret.value());
    connection.setRequestProperty("Content-Type", "application/x-amz-json-1.0");
    connection.setRequestProperty(
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=local/20260101/eu-west-1/dynamodb/aws4_request,"
            + " SignedHeaders=host, Signature=0");
    connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    try (var answer = connection.getInputStream()) {
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
