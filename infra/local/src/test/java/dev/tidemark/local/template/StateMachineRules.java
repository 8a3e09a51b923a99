package dev.tidemark.local.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** State machines and their definitions. Each rule answers its breaches. */
final class StateMachineRules {
  static final String MACHINE = "AWS::Serverless::StateMachine";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> LAST = Set.of("Succeed", "Fail");

  private StateMachineRules() {}

  static List<String> definitionsAreThere(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    template
        .properties(MACHINE)
        .forEach(
            (id, machine) -> {
              if (!Files.isRegularFile(file(template, machine))) {
                breaches.add(id + ": there is no file " + machine.get("DefinitionUri"));
              }
            });
    return breaches;
  }

  /** Its ARN is built from the name where a reference to the machine would be circular. */
  static List<String> namedAfterTheStack(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    template
        .properties(MACHINE)
        .forEach(
            (id, machine) -> {
              if (!Map.of("Fn::Sub", "${AWS::StackName}-training").equals(machine.get("Name"))) {
                breaches.add(id + ": its name must be ${AWS::StackName}-training");
              }
            });
    return breaches;
  }

  /** CloudFormation leaves in service what it knows, which a promotion may have replaced. */
  static List<String> updatesAreSettled(SamTemplate template) {
    boolean settled =
        template.properties("AWS::Events::Rule").values().stream()
            .filter(
                rule ->
                    SamTemplate.at(rule, "EventPattern/detail/status-details/status")
                        .filter(List.of("UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE")::equals)
                        .isPresent())
            .flatMap(rule -> Tree.listAt(rule, "Targets", "rule").stream())
            .anyMatch(
                target ->
                    SamTemplate.at(target, "Input").filter("{\"settle\": true}"::equals).isPresent()
                        && SamTemplate.at(target, "DeadLetterConfig").isPresent());
    return settled || template.properties(MACHINE).isEmpty()
        ? List.of()
        : List.of(
            "no rule asks to settle an update and a rollback, and keeps what cannot be asked");
  }

  static List<String> substitutionsMatch(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    definitions(template)
        .forEach(
            (id, text) -> {
              Set<String> used =
                  PLACEHOLDER
                      .matcher(text)
                      .results()
                      .map(MatchResult::group)
                      .collect(Collectors.toCollection(TreeSet::new));
              Set<String> given = new TreeSet<>();
              Tree.mapAt(template.properties(MACHINE).get(id), "DefinitionSubstitutions", id)
                  .keySet()
                  .forEach(name -> given.add("${" + name + "}"));
              used.stream()
                  .filter(name -> !given.contains(name))
                  .forEach(name -> breaches.add(id + ": " + name + " has no substitution"));
              given.stream()
                  .filter(name -> !used.contains(name))
                  .forEach(name -> breaches.add(id + ": " + name + " is not used"));
            });
    return breaches;
  }

  static List<String> everyStateLeadsSomewhere(SamTemplate template) {
    List<String> breaches = new ArrayList<>();
    definitions(template)
        .forEach(
            (id, text) -> {
              try {
                walk(id, tree(text), breaches);
              } catch (UncheckedIOException e) {
                breaches.add(id + ": its definition is not JSON: " + e.getMessage());
              }
            });
    return breaches;
  }

  /** A machine, a branch of a Parallel state or what a Map state runs. */
  private static void walk(String place, JsonNode machine, List<String> breaches) {
    JsonNode states = machine.path("States");
    Set<String> reached = new TreeSet<>(List.of(machine.path("StartAt").asText()));
    for (Map.Entry<String, JsonNode> entry : states.properties()) {
      JsonNode state = entry.getValue();
      String name = place + "." + entry.getKey();
      List<String> next = next(state);
      reached.addAll(next);
      state.path("Catch").forEach(handler -> reached.add(handler.path("Next").asText()));
      boolean ends = state.path("End").asBoolean() || LAST.contains(state.path("Type").asText());
      if (next.isEmpty() && !ends) {
        breaches.add(name + " neither ends nor leads on");
      }
      state.path("Branches").forEach(branch -> walk(name, branch, breaches));
      for (String inner : List.of("ItemProcessor", "Iterator")) {
        if (state.has(inner)) {
          walk(name, state.path(inner), breaches);
        }
      }
    }
    reached.stream()
        .filter(name -> !states.has(name))
        .forEach(name -> breaches.add(place + ": there is no state '" + name + "' to go to"));
    states
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!reached.contains(name)) {
                breaches.add(place + "." + name + " is never reached");
              }
            });
  }

  private static List<String> next(JsonNode state) {
    List<String> names = new ArrayList<>();
    for (String key : List.of("Next", "Default")) {
      if (state.has(key)) {
        names.add(state.path(key).asText());
      }
    }
    state.path("Choices").forEach(choice -> names.add(choice.path("Next").asText()));
    return names;
  }

  /** States that call a service, those of branches, too. */
  static List<JsonNode> tasks(SamTemplate template) {
    return definitions(template).values().stream()
        .flatMap(text -> tree(text).findParents("Resource").stream())
        .toList();
  }

  /** Placeholders of numbers stand without quotes; what they are does not matter here. */
  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text.replaceAll(": *\\$\\{[^}]+}", ":0"));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, String> definitions(SamTemplate template) {
    return template.properties(MACHINE).entrySet().stream()
        .filter(machine -> Files.isRegularFile(file(template, machine.getValue())))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, machine -> text(file(template, machine.getValue()))));
  }

  private static Path file(SamTemplate template, Map<String, Object> machine) {
    return template.folder().resolve(String.valueOf(machine.get("DefinitionUri")));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
