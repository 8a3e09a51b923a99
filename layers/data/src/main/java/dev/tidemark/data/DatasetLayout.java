package dev.tidemark.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Names of the files and columns of a kind of data folder. */
record DatasetLayout(Events events, Items items) {
  /** A column that is not in this kind of folder. */
  private static final String NONE = "";

  static final DatasetLayout TIDEMARK =
      new DatasetLayout(
          new Events(
              List.of("events.csv", "events.csv.gz"),
              "user_id",
              "item_id",
              "event_type",
              NONE,
              "timestamp",
              "price",
              "rating",
              "promotion"),
          new Items("items.csv", "item_id", "title", "category", "price", "vector"));

  private static final DatasetLayout MOVIELENS =
      new DatasetLayout(
          new Events(
              List.of("ratings.csv"),
              "userId",
              "movieId",
              NONE,
              "rating",
              "timestamp",
              NONE,
              "rating",
              NONE),
          new Items("movies.csv", "movieId", "title", "genres", NONE, NONE));

  /**
   * @param files any one of these
   * @param fixedType behaviour of every row where there is no type column
   */
  record Events(
      List<String> files,
      String user,
      String item,
      String type,
      String fixedType,
      String time,
      String price,
      String rating,
      String promotion) {}

  record Items(
      String file, String id, String title, String category, String price, String vector) {}

  static DatasetLayout of(Path folder) {
    if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
      throw new DatasetException(folder + " is not a folder that can be read");
    }
    for (DatasetLayout layout : List.of(TIDEMARK, MOVIELENS)) {
      if (layout.eventFile(folder).isPresent()) {
        return layout;
      }
    }
    throw new DatasetException(
        folder + " holds neither events.csv, events.csv.gz nor MovieLens' ratings.csv");
  }

  Optional<Path> eventFile(Path folder) {
    return events.files.stream().map(folder::resolve).filter(Files::exists).findFirst();
  }

  Path itemFile(Path folder) {
    Path file = folder.resolve(items.file);
    if (!Files.exists(file)) {
      throw new DatasetException(folder + " lacks " + items.file + ", the list of its items");
    }
    return file;
  }
}
