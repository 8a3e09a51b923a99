package dev.tidemark.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who may call. Each rule answers its breaches. */
final class ApiRules {
  private static final Set<String> OPEN = Set.of("GET /health");

  private static final List<String> LOGGED =
      List.of("$context.requestId", "$context.routeKey", "$context.status", "$context.error.");
  private static final String RATE = "ThrottlingRateLimit";

  private ApiRules() {}

  static List<String> iamByDefault(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    template
        .properties("AWS::Serverless::HttpApi")
        .forEach(
            (id, api) -> {
              if (!SamTemplate.isTrue(api, "Auth/EnableIamAuthorizer")
                  || SamTemplate.at(api, "Auth/DefaultAuthorizer")
                      .filter("AWS_IAM"::equals)
                      .isEmpty()) {
                breaches.add(id + ": its default authoriser is not AWS_IAM");
              }
            });
    return breaches;
  }

  static List<String> onlyHealthIsOpen(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    Set<String> apis = template.properties("AWS::Serverless::HttpApi").keySet();
    template
        .properties(FunctionRules.FUNCTION)
        .forEach(
            (id, function) -> {
              FunctionRules.events(function, "HttpApi")
                  .forEach((name, event) -> breaches.addAll(openings(id, name, event, apis)));
              if (SamTemplate.at(function, "FunctionUrlConfig/AuthType")
                  .filter("NONE"::equals)
                  .isPresent()) {
                breaches.add(id + ": its function URL is open to everybody");
              }
            });
    return breaches;
  }

  private static List<String> openings(
      String id, String name, Map<String, Object> event, Set<String> apis) {
    List<String> breaches = new ArrayList<>();
    String route = event.get("Method") + " " + event.get("Path");
    boolean ours =
        event.containsKey("ApiId")
            && apis.containsAll(SamTemplate.targets(event.get("ApiId")))
            && !SamTemplate.targets(event.get("ApiId")).isEmpty();
    if (!ours) {
      breaches.add(id + "." + name + ": without ApiId it gets an API of its own, which is open");
    }
    boolean open = SamTemplate.at(event, "Auth/Authorizer").filter("NONE"::equals).isPresent();
    if (open && !OPEN.contains(route)) {
      breaches.add(id + "." + name + ": " + route + " is open to everybody");
    }
    return breaches;
  }

  /** What anybody may ask must not take a function from those who sign their requests. */
  static List<String> openRoutesAreThrottled(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    template
        .properties("AWS::Serverless::HttpApi")
        .forEach(
            (id, api) -> {
              int common = SamTemplate.number(api, "DefaultRouteSettings/" + RATE).orElse(0);
              Map<String, Object> routes = Tree.mapAt(api, "RouteSettings", id);
              for (String route : OPEN) {
                int own = SamTemplate.number(routes.get(route), RATE).orElse(common);
                if (own * 10 > common) {
                  breaches.add(id + ": " + route + " needs a far lower " + RATE + " of its own");
                }
              }
            });
    return breaches;
  }

  /** By its id a request is found in the function's log. A path holds the user's id. */
  static List<String> accessLogsHoldNoPath(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    template
        .properties("AWS::Serverless::HttpApi")
        .forEach(
            (id, api) -> {
              String format =
                  SamTemplate.at(api, "AccessLogSettings/Format").map(String::valueOf).orElse("");
              if (!LOGGED.stream().allMatch(format::contains)
                  || format.matches("(?is).*\\$context\\.\\S*path.*")) {
                breaches.add(id + ": an access log of " + LOGGED + ", without path");
              }
            });
    return breaches;
  }
}
