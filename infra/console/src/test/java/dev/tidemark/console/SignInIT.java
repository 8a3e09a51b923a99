package dev.tidemark.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.console.SignInServer.Signed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** The page as it is in AWS: who comes signs in first, and every request is signed. */
class SignInIT {
  private Browser browser;
  private SignInServer server;

  @BeforeEach
  void begin() throws IOException {
    browser = Browser.shared();
    server = new SignInServer();
    browser.faults();
  }

  @AfterEach
  void end() {
    if (server != null) {
      server.close();
      assertThat(browser.faults()).isEmpty();
    }
  }

  @Test
  void shouldSignInWithACodeThatIsBoundToTheTabAndSignWhatItAsks() throws Exception {
    // When
    browser.open(server.url() + "#/models").awaitText("In service");

    // Then
    Map<String, String> authorise = server.asked.get(0);
    Map<String, String> token = server.asked.get(1);
    assertThat(authorise)
        .containsEntry("response_type", "code")
        .containsEntry("client_id", "the-client")
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("code_challenge", challenge(token.get("code_verifier")));
    assertThat(token)
        .containsEntry("grant_type", "authorization_code")
        .containsEntry("code", "the-code");
    assertThat(server.asked.get(2)).containsEntry("target", "AWSCognitoIdentityService.GetId");
    assertThat(server.asked.get(3).get("body")).contains("eu-west-1:me", "the-id-token");
    assertThat(browser.run("return location.search + location.hash")).isEqualTo("#/models");
    assertThat(server.signed).isNotEmpty().allSatisfy(SignInIT::assertSigned);
  }

  @Test
  void shouldSignWhatAnAddressCannotHoldAsItStands() {
    // Given
    browser.open(server.url()).awaitText("Sign out");
    // When
    Object status =
        browser
            .later(
                "const done = arguments[0];"
                    + "import('/js/api.js').then(async (api) => {"
                    + " await api.get('/v1/items' + api.queryOf({category: \"Garden & 'Home' (x)*\", q: 'ä+b c'}));"
                    + " await api.post('/v1/users/a%20b%2Fc/merge', {sessionId: 'ü'}); done(['ok']);"
                    + "}).catch((error) => done([String(error)]))")
            .get(0);

    // Then
    assertThat(status).isEqualTo("ok");
    assertThat(server.signed)
        .extracting(Signed::target)
        .contains("/v1/users/a%20b%2Fc/merge")
        .anyMatch(
            target -> target.startsWith("/v1/items?category=Garden%20%26%20%27Home%27%20%28x%29*"));
    assertThat(server.signed).allSatisfy(SignInIT::assertSigned);
  }

  @Test
  void shouldTakeNoCodeThatItDidNotAskFor() {
    server.forgeState();

    browser.open(server.url()).awaitText("This sign-in was not begun in this tab.");

    assertThat(server.asked).hasSize(1);
    assertThat(server.signed).isEmpty();
  }

  @Test
  void shouldSignOut() {
    browser.open(server.url()).awaitText("Sign out");

    browser
        .click("header button")
        .await("leaves", () -> browser.run("return location.pathname").equals("/idp/logout"));

    assertThat(browser.run("return sessionStorage.length")).isEqualTo(0L);
  }

  /** AWS's own signer comes to the same, for the host that the request arrives at. */
  private static void assertSigned(Signed request) {
    Instant time =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC)
            .parse(request.headers().get("x-amz-date"), Instant::from);
    SdkHttpRequest unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(request.method()))
            .uri(URI.create("https://" + SignInServer.HOST + request.target()))
            .build();
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                sign ->
                    sign.identity(
                            AwsSessionCredentialsIdentity.create(
                                "AKIDEXAMPLE", "secret/key+", "session/token=="))
                        .request(unsigned)
                        .payload(() -> new ByteArrayInputStream(request.body().getBytes(UTF_8)))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(time, ZoneOffset.UTC)))
            .request();
    assertThat(request.headers())
        .containsEntry("authorization", signed.firstMatchingHeader("Authorization").orElseThrow())
        .containsEntry("x-amz-security-token", "session/token==");
  }

  private static String challenge(String verifier) throws NoSuchAlgorithmException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }
}
