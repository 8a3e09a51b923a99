package dev.tidemark.local.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The functions' environments for the local run. Like {@code sam local}, only variables that the
 * template declares can be overridden, so that what works here also works there.
 *
 * @param overrides values by name of the variable, for all functions that declare it
 */
public record LocalValues(Template template, Map<String, String> overrides) {

  /**
   * @throws TemplateException where no function declares one of the overrides
   */
  public LocalValues {
    overrides = Map.copyOf(overrides);
    for (String name : new TreeMap<>(overrides).keySet()) {
      if (template.declaring(name).isEmpty()) {
        throw new TemplateException(
            "no function of the template declares "
                + name
                + "; declare it under Environment.Variables (blank means AWS's default)");
      }
    }
  }

  /** The same values with further overrides; those given here win. */
  public LocalValues with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(overrides);
    all.putAll(more);
    return new LocalValues(template, all);
  }

  /**
   * @throws TemplateException where a value is not overridden and cannot be resolved locally
   */
  public Map<String, String> environmentOf(FunctionDefinition function) {
    Map<String, String> environment = new TreeMap<>();
    function
        .environment()
        .forEach(
            (name, value) ->
                environment.put(
                    name,
                    overrides.containsKey(name)
                        ? overrides.get(name)
                        : template.intrinsics().text(value, function.id() + "." + name)));
    return environment;
  }
}
