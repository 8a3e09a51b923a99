package dev.tidemark.local.cli;

import dev.tidemark.data.format.Given;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What the user says of the files of a data folder. */
final class MappingOption {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--map",
      split = ",",
      paramLabel = "FIELD=COLUMN",
      description =
          "Which column holds a field where that is not found out: user, item, type (also one"
              + " behaviour that all rows are), time, value, price, quantity, promotion, eventId,"
              + " order, status, title, category, tags, active; also encoding=windows-1252,"
              + " separator=tab, decimal=comma. Several with commas between.")
  private Map<String, String> map = Map.of();

  /**
   * @throws ParameterException naming what cannot be used
   */
  Given given() {
    try {
      return Given.of(map);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--map " + e.getMessage(), e);
    }
  }
}
