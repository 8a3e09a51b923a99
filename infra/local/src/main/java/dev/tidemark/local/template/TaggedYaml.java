package dev.tidemark.local.template;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads YAML with CloudFormation's short tags as their long forms: {@code !Sub x} as Fn::Sub. */
final class TaggedYaml {
  private TaggedYaml() {}

  static Map<String, Object> read(Path file) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      Object document = new Yaml(new TagConstructor(options)).load(reader);
      return Tree.map(document, file.getFileName().toString());
    } catch (IOException e) {
      throw new TemplateException("cannot read " + file + ": " + e);
    } catch (YAMLException e) {
      throw new TemplateException(
          file.getFileName()
              + " is not valid YAML: "
              + e.getMessage().lines().findFirst().orElse(""));
    }
  }

  private static final class TagConstructor extends SafeConstructor {
    TagConstructor(LoaderOptions options) {
      super(options);
      // The template's AWSTemplateFormatVersion looks like a date and would become one.
      yamlConstructors.put(Tag.TIMESTAMP, new ConstructYamlStr());
      yamlMultiConstructors.put("!", new Intrinsic());
    }

    private final class Intrinsic extends AbstractConstruct {
      @Override
      public Object construct(Node node) {
        String name = node.getTag().getValue().substring(1);
        boolean bare = name.equals("Ref") || name.equals("Condition");
        return Map.of(bare ? name : "Fn::" + name, argument(name, node));
      }

      private Object argument(String name, Node node) {
        if (node instanceof ScalarNode scalar) {
          String text = constructScalar(scalar);
          return name.equals("GetAtt") ? List.of(text.split("\\.", 2)) : text;
        }
        // Below a custom tag snakeyaml expects the parent to be complete at once.
        node.setTwoStepsConstruction(false);
        if (node instanceof SequenceNode sequence) {
          List<Object> values = new ArrayList<>();
          sequence.getValue().forEach(child -> values.add(constructObject(child)));
          return values;
        }
        return constructMapping((MappingNode) node);
      }
    }
  }
}
