package dev.tidemark.lab.forecast;

import dev.tidemark.data.DatasetException;
import dev.tidemark.data.folder.DatasetReader;
import dev.tidemark.data.folder.Survey;
import dev.tidemark.data.format.Given;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.forecast.sales.NoForecastException;
import dev.tidemark.forecast.sales.SalesHistory;
import dev.tidemark.training.data.InteractionLog;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * What a data folder says was sold.
 *
 * @param name of the folder
 */
record FolderSales(String name, SalesHistory history) {

  /**
   * Reads a folder and tells what is odd about it.
   *
   * @throws DatasetException where the data cannot be read, or nothing can be forecast from them
   */
  static FolderSales read(Path folder, Given given, PrintStream out) {
    DatasetReader reader = DatasetReader.open(folder, given);
    InteractionLog log = new InteractionLog();
    long[] place = new long[1];
    Survey survey =
        reader.survey(
            update -> log.add(update.item()),
            // Nothing is stored, so shoppers need no pseudonyms.
            event -> log.add(Interaction.of(event, new UserKey(event.userId()), place[0]++)));
    survey.lines().forEach(out::println);
    survey.refuseLosses();
    log.report().lines().forEach(out::println);
    try {
      return new FolderSales(reader.name(), log.sales().history(log.articles()));
    } catch (NoForecastException e) {
      throw new DatasetException(reader.name() + ": " + e.getMessage());
    }
  }
}
