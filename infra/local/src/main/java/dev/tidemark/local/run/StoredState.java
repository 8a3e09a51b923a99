package dev.tidemark.local.run;

import dev.tidemark.data.format.Given;
import dev.tidemark.local.UsageException;
import dev.tidemark.local.data.DataIdentity;
import dev.tidemark.local.shop.SimulatedShop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a run goes on from, once it is clear that the data is the same and that tables and key can
 * be used. What is damaged or gone is told, with what is done about it.
 *
 * @param data folder that the user gave
 * @param given what the user says of its files
 * @param clock tells what was yesterday, with which the simulated shop ends
 */
record StoredState(
    Workspace workspace,
    Optional<Path> data,
    Given given,
    InstantSource clock,
    Consumer<String> lines) {

  /**
   * @throws UsageException naming what cannot be used, and the remedy
   */
  RunState read() throws IOException {
    workspace.tablesFile().check();
    RunState state = ofSameData();
    if (workspace.tablesFile().exists()) {
      workspace.userKeyFile().requirePresent();
    }
    workspace.userKey(); // before there are tables that it could be missing for
    RunState checked = state.withUserKey(workspace.userKeyFile().fingerprint(state.userKey()));
    checked.write(workspace.state());
    return checked;
  }

  /** Of the user, else the simulated shop, which is written where it is missing. */
  Path dataFolder() throws IOException {
    if (data.isPresent()) {
      return data.get();
    }
    Path folder = workspace.simulatedShop();
    if (Files.notExists(folder)) {
      Path draft = folder.resolveSibling(folder.getFileName() + ".draft");
      LocalDate yesterday = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
      new SimulatedShop(SimulatedShop.SHOPPERS, SimulatedShop.SEED, yesterday).write(draft);
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    }
    return folder;
  }

  /** Whether the data is that of the simulated shop. */
  boolean isSimulated() {
    return data.isEmpty() && Files.exists(workspace.simulatedShop());
  }

  private RunState ofSameData() throws IOException {
    Optional<RunState> kept = kept();
    if (kept.isPresent() && data.isEmpty() && kept.get().imported()) {
      lines.accept("Data: " + kept.get().dataSet() + ", as stored");
      return kept.get();
    }
    DataIdentity identity = DataIdentity.of(dataFolder(), given);
    if (kept.isEmpty() || kept.get().fingerprint().isEmpty()) {
      return RunState.begin(identity).withModel(workspace.newestModel());
    }
    if (!kept.get().dataSet().equals(identity.name())) {
      throw new UsageException(
          String.format(
              "%s holds the data set %s, which is not this %s; give the same --data or another"
                  + " --storage",
              workspace.folder(), kept.get().dataSet(), identity.name()));
    }
    if (!kept.get().fingerprint().equals(identity.fingerprint())) {
      lines.accept("Data: " + identity.name() + " has changed since, what is new is imported");
      return kept.get().withChanged(identity);
    }
    return kept.get();
  }

  /** As the last run kept it, set right by what is there. */
  private Optional<RunState> kept() {
    TablesFile tables = workspace.tablesFile();
    Optional<RunState> kept = RunState.read(workspace.state(), lines);
    if (kept.isPresent() && kept.get().imported() && !tables.exists()) {
      lines.accept(
          tables.path()
              + " is missing: the data set is imported again, and what came since is lost");
      return kept.map(RunState::notImported);
    }
    boolean isSimulated = Files.exists(workspace.simulatedShop());
    return kept.isEmpty() && tables.exists() && !isSimulated
        ? Optional.of(RunState.recovered(workspace.newestModel()))
        : kept;
  }
}
