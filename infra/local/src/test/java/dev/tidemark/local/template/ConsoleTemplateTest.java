package dev.tidemark.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The console in AWS: what who signed in may call. */
class ConsoleTemplateTest {
  private static final String ROUTES = "/\\$default/";

  private final SamTemplate template = TemplateFaults.OURS;

  @Test
  void shouldLetReadersReadAlone() {
    assertThat(allowed("AWS::IAM::ManagedPolicy", "ConsoleReads")).containsExactly("GET /v1/*");
    assertThat(allowed("AWS::IAM::Role", "ConsoleReaderRole")).isEmpty();
  }

  @Test
  void shouldLetAdministratorsCallRoutesThatAreThere() {
    Set<String> routes = new TreeSet<>();
    template
        .properties(FunctionRules.FUNCTION)
        .values()
        .forEach(
            function ->
                FunctionRules.events(function, "HttpApi")
                    .values()
                    .forEach(
                        event ->
                            routes.add(
                                event.get("Method")
                                    + " "
                                    + String.valueOf(event.get("Path"))
                                        .replaceAll("\\{.*}", "*"))));

    assertThat(routes)
        .containsAll(allowed("AWS::IAM::Role", "ConsoleAdministratorRole"))
        .contains("POST /v1/events");
  }

  /** Method and path of each statement. */
  private List<String> allowed(String type, String id) {
    List<String> found = new ArrayList<>();
    for (Map<?, ?> statement : PolicyRules.allowing(policies(template.properties(type).get(id)))) {
      assertThat(statement.get("Action")).isEqualTo("execute-api:Invoke");
      List<Object> resources = new ArrayList<>();
      SamTemplate.visit(
          List.of(statement.get("Resource")),
          map -> SamTemplate.at(map, "Fn::Sub").ifPresent(resources::add));
      resources.forEach(
          arn -> found.add(String.valueOf(arn).split(ROUTES, 2)[1].replaceFirst("/", " /")));
    }
    return found;
  }

  private static Object policies(Map<String, Object> properties) {
    return List.of(
        properties.getOrDefault("Policies", List.of()),
        properties.getOrDefault("PolicyDocument", Map.of()));
  }
}
