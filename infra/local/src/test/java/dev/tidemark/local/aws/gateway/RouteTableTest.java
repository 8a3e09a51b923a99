package dev.tidemark.local.aws.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.local.template.Route;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteTableTest {
  private final RouteTable<String> table =
      new RouteTable<>(
          Map.of(
              new Route("GET", "/users/{id}/likes"), "likes",
              new Route("GET", "/users/{id}"), "user",
              new Route("GET", "/users/me"), "me",
              new Route("ANY", "/users/{id}"), "any",
              new Route("POST", "/users"), "new"));

  @Test
  void shouldPreferWhatIsMoreSpecific() {
    assertThat(target("GET", "/users/me")).isEqualTo("me");
    assertThat(target("GET", "/users/42")).isEqualTo("user");
    assertThat(target("DELETE", "/users/42")).isEqualTo("any");
    assertThat(target("POST", "/users")).isEqualTo("new");
  }

  @Test
  void shouldExtractParameters() {
    RouteTable.Match<String> match = table.find("GET", "/users/a b+c/likes").orElseThrow();
    assertThat(match.target()).isEqualTo("likes");
    assertThat(match.parameters()).isEqualTo(Map.of("id", "a b+c"));
  }

  @Test
  void shouldFindNothingElse() {
    assertThat(table.find("GET", "/users")).isEmpty();
    assertThat(table.find("GET", "/users/")).isEmpty();
    assertThat(table.find("GET", "/users/a/likes/")).isEmpty();
    assertThat(table.find("GET", "/users/a/b/likes")).isEmpty();
    assertThat(table.find("PUT", "/users")).isEmpty();
  }

  private String target(String method, String path) {
    return table.find(method, path).orElseThrow().target();
  }
}
