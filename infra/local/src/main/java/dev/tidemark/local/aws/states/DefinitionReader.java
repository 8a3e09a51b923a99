package dev.tidemark.local.aws.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.local.aws.states.State.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a state machine's definition file, with the template's substitutions put in. Whatever is
 * not known is refused by name, never skipped.
 */
public final class DefinitionReader {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final String INPUT = "{% $states.input %}";
  private static final String RESULT = "{% $states.result %}";
  private static final String ERROR = "{% $states.errorOutput %}";

  private DefinitionReader() {}

  /**
   * @param substitutions values by the names that stand in <code>${...}</code>
   * @throws DefinitionException naming what is wrong or not known here
   */
  public static Definition read(Path file, Map<String, String> substitutions) {
    try {
      String text = substituted(Files.readString(file), substitutions);
      return definition(JSON.readValue(text, Object.class), file.getFileName().toString());
    } catch (JsonProcessingException e) {
      throw new DefinitionException(file + " is not valid JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new DefinitionException("cannot read " + file + ": " + e);
    }
  }

  private static String substituted(String text, Map<String, String> substitutions) {
    Set<String> asked =
        PLACEHOLDER.matcher(text).results().map(it -> it.group(1)).collect(Collectors.toSet());
    Set<String> missing = new TreeSet<>(asked);
    missing.removeAll(substitutions.keySet());
    if (!missing.isEmpty()) {
      throw new DefinitionException("without a substitution: " + missing);
    }
    Set<String> unused = new TreeSet<>(substitutions.keySet());
    unused.removeAll(asked);
    if (!unused.isEmpty()) {
      throw new DefinitionException("substitutions that nothing asks for: " + unused);
    }
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(it -> Matcher.quoteReplacement(substitutions.get(it.group(1))));
  }

  /**
   * @param name for messages
   */
  static Definition definition(Object json, String name) {
    return whole(json, name, fields -> machine(fields, name));
  }

  private static Definition machine(StateFields fields, String name) {
    if (!fields.text("QueryLanguage").equals("JSONata")) {
      throw new DefinitionException(name + ".QueryLanguage must be JSONata");
    }
    fields.number("TimeoutSeconds", 0); // ends what hangs in AWS; here Ctrl-C does
    return branch(fields);
  }

  private static Definition branch(StateFields fields) {
    String startAt = fields.text("StartAt");
    Map<String, State> states = new HashMap<>();
    if (fields.value("States") instanceof Map<?, ?> all) {
      all.forEach(
          (key, json) ->
              states.put(key.toString(), whole(json, key.toString(), DefinitionReader::state)));
    }
    return new Definition(startAt, states);
  }

  /** What is read from an object, of which nothing may be left. */
  private static <T> T whole(Object json, String place, Function<StateFields, T> reader) {
    StateFields fields = new StateFields(json, place);
    T read = reader.apply(fields);
    fields.refuseRest();
    return read;
  }

  private static <T> List<T> all(List<?> parts, String place, Function<StateFields, T> reader) {
    return parts.stream().map(part -> whole(part, place, reader)).toList();
  }

  private static State state(StateFields fields) {
    String type = fields.text("Type");
    return switch (type) {
      case "Task" -> task(fields);
      case "Parallel" ->
          new State.Parallel(
              all(fields.list("Branches"), "branch", DefinitionReader::branch),
              fields.template("Output", RESULT),
              recovery(fields),
              fields.next());
      case "Choice" ->
          new State.Choice(
              all(fields.list("Choices"), "choice", DefinitionReader::rule),
              fields.text("Default"));
      case "Wait" -> new State.Wait(fields.template("Seconds"), fields.next());
      case "Pass" -> new State.Pass(fields.template("Output", INPUT), fields.next());
      case "Succeed" -> new State.Succeed(fields.template("Output", INPUT));
      case "Fail" ->
          new State.Fail(fields.template("Error"), fields.template("Cause", "no cause given"));
      default ->
          throw new DefinitionException("the local run does not know states of type " + type);
    };
  }

  private static State task(StateFields fields) {
    fields.number("TimeoutSeconds", 0); // as that of the machine
    return new State.Task(
        fields.text("Resource"),
        fields.template("Arguments", INPUT),
        fields.template("Output", RESULT),
        recovery(fields),
        fields.next());
  }

  private static State.Choice.Rule rule(StateFields fields) {
    return new State.Choice.Rule(fields.template("Condition"), fields.text("Next"));
  }

  private static Recovery recovery(StateFields fields) {
    return new Recovery(
        all(fields.listOrNone("Retry"), "retrier", DefinitionReader::retrier),
        all(fields.listOrNone("Catch"), "catcher", DefinitionReader::catcher));
  }

  /** Defaults are those of the Amazon States Language. */
  private static Recovery.Retrier retrier(StateFields fields) {
    return new Recovery.Retrier(
        fields.texts("ErrorEquals"),
        Duration.ofSeconds((long) fields.number("IntervalSeconds", 1)),
        (int) fields.number("MaxAttempts", 3),
        fields.number("BackoffRate", 2));
  }

  private static Recovery.Catcher catcher(StateFields fields) {
    return new Recovery.Catcher(
        fields.texts("ErrorEquals"), fields.template("Output", ERROR), fields.text("Next"));
  }
}
