package dev.tidemark.local;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Dependencies point one way, over the built classes of all modules. */
class ArchitectureTest {
  private static final Path HOME = Path.of("..", "..");
  private static final String[] LAYERS = {
    "dev.tidemark.domain..",
    "dev.tidemark.data..",
    "dev.tidemark.features..",
    "dev.tidemark.propensity..",
    "dev.tidemark.forecast..",
    "dev.tidemark.store..",
    "dev.tidemark.model..",
    "dev.tidemark.scoring..",
    "dev.tidemark.recommendation..",
    "dev.tidemark.lambda..",
    "dev.tidemark.ingest.."
  };
  private static final String[] FUNCTIONS = {
    "dev.tidemark.ingestapi..",
    "dev.tidemark.ingestqueue..",
    "dev.tidemark.follow..",
    "dev.tidemark.recommend..",
    "dev.tidemark.insight..",
    "dev.tidemark.userdata..",
    "dev.tidemark.plan..",
    "dev.tidemark.promote.."
  };
  private static final String[] INFRA = {
    "dev.tidemark.servers..",
    "dev.tidemark.training..",
    "dev.tidemark.lab..",
    "dev.tidemark.local.."
  };
  private static final List<String> OUTPUTS =
      List.of("target/classes", "target/task", "target/job", "target/lab");
  private static final Pattern LIBRARIES = Pattern.compile(".*/target/(task|job|lab)/lib/.*");
  private static final JavaClasses CLASSES = builtClasses();
  private static final SliceAssignment PACKAGES =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
          return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
          return "packages";
        }
      };

  @Test
  void shouldKnowEveryModule() {
    for (String module : Stream.of(LAYERS, FUNCTIONS, INFRA).flatMap(Stream::of).toList()) {
      assertThat(CLASSES.stream().anyMatch(resideInAnyPackage(module))).as(module).isTrue();
    }
    classes()
        .should()
        .resideInAnyPackage(
            Stream.of(LAYERS, FUNCTIONS, INFRA).flatMap(Stream::of).toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void shouldKeepTheDomainToTheJdk() {
    classes()
        .that()
        .resideInAPackage("dev.tidemark.domain..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.tidemark.domain..", "java..", "javax.crypto..")
        .check(CLASSES);
  }

  @Test
  void shouldLetLayersDependDownwardsOnly() {
    onlyDependOnOwn("dev.tidemark.data..", "dev.tidemark.domain..");
    onlyDependOnOwn("dev.tidemark.features..", "dev.tidemark.domain..");
    onlyDependOnOwn("dev.tidemark.propensity..", "dev.tidemark.domain..");
    onlyDependOnOwn("dev.tidemark.forecast..", "dev.tidemark.domain..");
    onlyDependOnOwn("dev.tidemark.store..", "dev.tidemark.domain..");
    onlyDependOnOwn(
        "dev.tidemark.model..",
        "dev.tidemark.features..",
        "dev.tidemark.store..",
        "dev.tidemark.domain..");
    onlyDependOnOwn(
        "dev.tidemark.scoring..",
        "dev.tidemark.model..",
        "dev.tidemark.features..",
        "dev.tidemark.domain..");
    onlyDependOnOwn(
        "dev.tidemark.recommendation..",
        "dev.tidemark.propensity..",
        "dev.tidemark.scoring..",
        "dev.tidemark.model..",
        "dev.tidemark.features..",
        "dev.tidemark.store..",
        "dev.tidemark.domain..");
    onlyDependOnOwn("dev.tidemark.lambda..");
    onlyDependOnOwn(
        "dev.tidemark.ingest..",
        "dev.tidemark.data..",
        "dev.tidemark.lambda..",
        "dev.tidemark.store..",
        "dev.tidemark.domain..");
  }

  @Test
  void shouldKeepIngestionFreeOfHttp() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.tidemark.ingest..", "dev.tidemark.ingestqueue..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("dev\\.tidemark\\.lambda\\.(Http|Problem).*")
        .check(CLASSES);
  }

  @Test
  void shouldKeepLayersFreeOfFunctionsAndInfra() {
    noClasses()
        .that()
        .resideInAnyPackage(LAYERS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(Stream.of(FUNCTIONS, INFRA).flatMap(Stream::of).toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void shouldKeepFunctionsFreeOfInfraAndOfEachOther() {
    noClasses()
        .that()
        .resideInAnyPackage(FUNCTIONS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(INFRA)
        .check(CLASSES);
    for (String function : FUNCTIONS) {
      noClasses()
          .that()
          .resideInAPackage(function)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              Stream.of(FUNCTIONS).filter(other -> !other.equals(function)).toArray(String[]::new))
          .check(CLASSES);
    }
  }

  @Test
  void shouldShowTensorFlowToScoringAndTrainingOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.tidemark.scoring..",
            "dev.tidemark.training..",
            "dev.tidemark.lab..",
            "dev.tidemark.recommend..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.djl..", "org.tensorflow..")
        .check(CLASSES);
  }

  @Test
  void shouldKeepTheJobFreeOfTheLabAndOfTheLocalRun() {
    noClasses()
        .that()
        .resideInAPackage("dev.tidemark.training..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.tidemark.lab..", "dev.tidemark.local..", "dev.tidemark.servers..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("dev.tidemark.local..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.tidemark.lab..", "dev.tidemark.training..")
        .check(CLASSES);
  }

  /** {@code Loopback} lets local callers alone through to every handler. */
  @Test
  void shouldServeNothingButThroughLoopback() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.tidemark.local.aws.Loopback")
        .should()
        .callMethod(HttpServer.class, "createContext", String.class, HttpHandler.class)
        .orShould()
        .callMethod(HttpServer.class, "createContext", String.class)
        .check(CLASSES);
  }

  /** Every package is a slice of its own, whatever lies below another. */
  @Test
  void shouldHaveNoCycleBetweenPackages() {
    slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(CLASSES);
  }

  private static void onlyDependOnOwn(String module, String... below) {
    String[] allowed = Stream.concat(Stream.of(module), Stream.of(below)).toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.tidemark..").and(not(resideInAnyPackage(allowed))))
        .check(CLASSES);
  }

  private static JavaClasses builtClasses() {
    List<Path> folders = new ArrayList<>();
    for (String group : List.of("layers", "functions", "infra", "infra/servers")) {
      try (Stream<Path> modules = Files.list(HOME.resolve(group))) {
        modules
            .flatMap(module -> OUTPUTS.stream().map(module::resolve))
            .filter(Files::isDirectory)
            .forEach(folders::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    // The jars below lib are not ours or are read in their own modules.
    return new ClassFileImporter()
        .withImportOption(location -> !location.matches(LIBRARIES))
        .importPaths(folders);
  }
}
