package dev.tidemark.local.template;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the local run needs of the SAM template.
 *
 * @param layers folder of each layer version by logical id, absolute
 * @param tables properties of each table by logical id, without intrinsics
 * @param messaging buses, rules and queues
 * @param streams who follows what changes in tables
 * @param stateMachines by logical id
 * @param jobs words of each batch job's command by logical id
 * @param gaps a line for each thing that works in AWS alone
 * @param intrinsics resolves what is left in the functions' environments
 */
public record Template(
    List<FunctionDefinition> functions,
    Map<String, Path> layers,
    Map<String, Map<String, Object>> tables,
    Messaging messaging,
    List<StreamMapping> streams,
    Map<String, StateMachineDefinition> stateMachines,
    Map<String, List<String>> jobs,
    List<String> gaps,
    Intrinsics intrinsics) {

  public Template {
    functions = List.copyOf(functions);
    layers = Map.copyOf(layers);
    tables = Map.copyOf(tables);
    streams = List.copyOf(streams);
    stateMachines = Map.copyOf(stateMachines);
    jobs = Map.copyOf(jobs);
    gaps = List.copyOf(gaps);
  }

  /**
   * To be called before anything runs: what is asked for must not be left undone in silence.
   *
   * @throws TemplateException naming all gaps
   */
  public void refuseGaps() {
    if (!gaps.isEmpty()) {
      throw new TemplateException(String.join(System.lineSeparator(), gaps));
    }
  }

  /** Folders of the function's layers; Lambda lays what is in them under /opt. */
  public List<Path> layersOf(FunctionDefinition function) {
    return function.layers().stream().map(layers::get).filter(Objects::nonNull).toList();
  }

  /** Functions that declare a variable of this name. */
  public List<FunctionDefinition> declaring(String variable) {
    return functions.stream().filter(f -> f.environment().containsKey(variable)).toList();
  }
}
