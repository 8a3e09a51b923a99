package dev.tidemark.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class HttpFunctionProperties {
  private final HttpFunction function = new HttpFunction(Map.of());

  @Property(tries = 500)
  void shouldRefuseWhatIsNoEvent(@ForAll byte[] noise) throws IOException {
    // When
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    function.handle(new ByteArrayInputStream(noise), out, new FixedContext("id-1", 10_000));

    // Then
    JsonNode answer = Json.mapper().readTree(out.toByteArray());
    assertThat(answer.path("statusCode").asInt()).isIn(400, 404);
  }
}
