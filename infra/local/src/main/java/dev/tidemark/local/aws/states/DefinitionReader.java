package dev.tidemark.local.aws.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a state machine's definition file, with the template's substitutions put in. */
public final class DefinitionReader {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private DefinitionReader() {}

  /**
   * @param substitutions values by the names that stand in <code>${...}</code>
   * @throws DefinitionException naming what is wrong or not known here
   */
  public static Definition read(Path file, Map<String, String> substitutions) {
    try {
      String text = substituted(Files.readString(file), substitutions);
      return new StateReader(file.getFileName().toString())
          .definition(JSON.readValue(text, Object.class));
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
}
