package dev.tidemark.local.pack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.UsageException;
import dev.tidemark.local.pack.SizeReport.ImageContext;
import dev.tidemark.local.pack.SizeReport.ModelCheck;
import dev.tidemark.local.run.BuiltProject;
import dev.tidemark.local.template.FunctionDefinition;
import dev.tidemark.local.template.Template;
import dev.tidemark.model.ModelBudget;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Weighs what was built: functions, layers and the training image's context.
 *
 * @param home folder of the built project
 */
public record Packaging(Path home, PrintWriter out) {
  private static final double PERCENT = 100.0;

  /**
   * @param model a package to be checked as well
   * @param json file for the figures
   * @return what exceeds a limit; empty where all fits
   * @throws UsageException where something is not built, or no folder
   */
  public List<String> run(Optional<Path> model, Optional<Path> json) throws IOException {
    BuiltProject build = new BuiltProject(home);
    Template template = build.read();
    build.check(template);
    if (model.isPresent() && !Files.isDirectory(model.get())) {
      throw new UsageException("--model " + model.get() + ": there is no such folder");
    }
    // The function with the most memory is the one that serves the model.
    ModelBudget budget =
        ModelBudget.ofLambda(
            template.functions().stream().mapToInt(FunctionDefinition::memoryMb).max().orElse(0));
    SizeReport report =
        new SizeReport(
            template.functions().stream().map(it -> FunctionSize.of(template, it)).toList(),
            budget,
            new ImageContext(
                ModelBudget.sizeOf(build.trainingJob()), Files.exists(build.trainingDockerfile())),
            model.map(folder -> ModelCheck.of(folder, budget)));
    print(report);
    if (json.isPresent()) {
      write(report, json.get());
    }
    return report.faults();
  }

  /** As a table to be read. */
  private void print(SizeReport report) {
    out.printf("Bytes, unzipped; Lambda takes %,d with layers%n", FunctionSize.LIMIT);
    out.printf("%-16s %15s %15s %15s %10s%n", "function", "code", "layers", "together", "of limit");
    for (FunctionSize function : report.functions()) {
      out.printf(
          "%-16s %,15d %,15d %,15d %8.1f %%%n",
          function.id(),
          function.code(),
          function.layers(),
          function.total(),
          PERCENT * function.total() / FunctionSize.LIMIT);
    }
    long natives = report.functions().stream().mapToLong(FunctionSize::natives).max().orElse(0);
    out.printf("%nBytes in /tmp; SnapStart takes %,d%n", report.budget().storageBytes());
    out.printf(
        "  %,15d for the extracted libraries, which have %,d%n",
        report.budget().nativeBytes(), natives);
    out.printf("  %,15d for the JVM%n", report.budget().spareBytes());
    out.printf(
        "  %,15d left: the largest model without its tables%n", report.budget().largestStored());
    out.printf(
        "%nBytes of its tables, which lie in memory: %,d at most, of %,d%n",
        report.budget().largestTables(), report.budget().memoryBytes());
    out.printf(
        "%nTraining image: %,d bytes of classes and jars, %s%n",
        report.image().bytes(), report.image().dockerfile() ? "with Dockerfile" : "no Dockerfile");
    report
        .model()
        .ifPresent(
            model ->
                out.printf(
                    "Model %s: %,d bytes, %s%n",
                    model.folder(), model.bytes(), model.refusal().isEmpty() ? "fits" : "refused"));
    out.flush();
  }

  private static void write(SizeReport report, Path file) throws IOException {
    ObjectNode root = LocalJson.MAPPER.createObjectNode();
    root.put("limitBytes", FunctionSize.LIMIT);
    for (FunctionSize function : report.functions()) {
      root.withArray("functions")
          .addObject()
          .put("id", function.id())
          .put("codeBytes", function.code())
          .put("layerBytes", function.layers())
          .put("totalBytes", function.total())
          .put("nativeBytes", function.natives());
    }
    root.putObject("storage")
        .put("limitBytes", report.budget().storageBytes())
        .put("nativeBytes", report.budget().nativeBytes())
        .put("spareBytes", report.budget().spareBytes())
        .put("largestModelBytes", report.budget().largestStored());
    root.putObject("memory")
        .put("limitBytes", report.budget().memoryBytes())
        .put("largestTablesBytes", report.budget().largestTables());
    root.putObject("trainingImage")
        .put("bytes", report.image().bytes())
        .put("dockerfile", report.image().dockerfile());
    report
        .model()
        .ifPresent(
            model ->
                root.putObject("model")
                    .put("bytes", model.bytes())
                    .put("refusal", model.refusal().orElse("")));
    root.putPOJO("faults", report.faults());
    Files.write(file, LocalJson.readable(root));
  }
}
