package dev.tidemark.store.tables;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.testcontainers.localstack.LocalStackContainer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * AWS's services as somebody else than DynamoDB Local imitates them, one for all tests of a JVM:
 * what {@code AWS_ENDPOINT_URL} names, else LocalStack where Docker runs, else moto where it is
 * installed. A test that asks for it is skipped where none is there.
 */
public final class AwsEndpoint {
  public static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  /** The last image that starts without a token. */
  private static final String LOCALSTACK = "localstack/localstack:4.14.0";

  private static final String DOCKER_SOCKET = "unix:///var/run/docker.sock";

  private static URI endpoint;

  private AwsEndpoint() {}

  /** Where it listens; aborts the test, as skipped, where there is no implementation. */
  public static synchronized URI get() {
    if (endpoint == null) {
      endpoint = find();
    }
    return endpoint;
  }

  private static URI find() {
    String named = System.getenv().getOrDefault("AWS_ENDPOINT_URL", "");
    if (!named.isBlank()) {
      return told("AWS_ENDPOINT_URL", URI.create(named.strip()));
    }
    return isDockerThere() ? told(LOCALSTACK, localStack()) : told("moto", MotoServer.endpoint());
  }

  /** The report of {@code .ci/run} repeats this line. */
  private static URI told(String implementation, URI endpoint) {
    System.out.println("Store contract against " + implementation + ": " + endpoint);
    return endpoint;
  }

  /** Testcontainers takes seconds and many lines to find out that nobody listens. */
  private static boolean isDockerThere() {
    URI host = URI.create(System.getenv().getOrDefault("DOCKER_HOST", DOCKER_SOCKET));
    if (!"unix".equals(host.getScheme())) {
      return true;
    }
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(Path.of(host.getPath())));
    } catch (IOException e) {
      return false;
    }
  }

  /** Testcontainers removes it after the JVM has ended. */
  @SuppressWarnings("resource")
  private static URI localStack() {
    LocalStackContainer container =
        new LocalStackContainer(LOCALSTACK).withServices("dynamodb", "s3", "secretsmanager");
    container.start();
    return container.getEndpoint();
  }
}
