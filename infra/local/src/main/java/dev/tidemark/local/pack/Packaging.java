package dev.tidemark.local.pack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.UsageException;
import dev.tidemark.local.pack.SizeReport.ImageContext;
import dev.tidemark.local.run.BuiltProject;
import dev.tidemark.local.template.Template;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Weighs what was built: functions, layers and the training image's context. */
public final class Packaging {
  private final BuiltProject build;
  private final PrintWriter out;

  /**
   * @param home folder of the built project
   */
  public Packaging(Path home, PrintWriter out) {
    build = new BuiltProject(home);
    this.out = out;
  }

  /**
   * @param model a package to be checked as well
   * @param json file for the figures
   * @return what exceeds a limit; empty where all fits
   * @throws UsageException where something is not built, or no folder
   */
  public List<String> run(Optional<Path> model, Optional<Path> json) throws IOException {
    Template template = build.read();
    build.check(template);
    if (model.isPresent() && !Files.isDirectory(model.get())) {
      throw new UsageException("--model " + model.get() + ": there is no such folder");
    }
    SizeReport report =
        SizeReport.of(
            template, ImageContext.of(build.trainingJob(), build.trainingDockerfile()), model);
    new SizeTable(out).print(report);
    if (json.isPresent()) {
      write(report, json.get());
    }
    return report.faults();
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
        .put("largestModelBytes", report.budget().largestModel());
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
