package dev.tidemark.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Names of the files and columns of a kind of data folder; an empty column name = not in this kind.
 *
 * @param fixedType behaviour of every row where there is no type column
 */
record DatasetLayout(
    List<String> eventFiles,
    String user,
    String item,
    String type,
    String fixedType,
    String time,
    String price,
    String rating,
    String promotion,
    String itemFile,
    String itemId,
    String title,
    String category,
    String itemPrice,
    String vector) {

  static final DatasetLayout TIDEMARK =
      new DatasetLayout(
          List.of("events.csv", "events.csv.gz"),
          "user_id",
          "item_id",
          "event_type",
          "",
          "timestamp",
          "price",
          "rating",
          "promotion",
          "items.csv",
          "item_id",
          "title",
          "category",
          "price",
          "vector");

  private static final DatasetLayout MOVIELENS =
      new DatasetLayout(
          List.of("ratings.csv"),
          "userId",
          "movieId",
          "",
          "rating",
          "timestamp",
          "",
          "rating",
          "",
          "movies.csv",
          "movieId",
          "title",
          "genres",
          "",
          "");

  static DatasetLayout of(Path folder) {
    if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
      throw new DatasetException(folder + " is not a folder that can be read");
    }
    for (DatasetLayout layout : List.of(TIDEMARK, MOVIELENS)) {
      if (layout.eventFiles.stream().anyMatch(name -> Files.exists(folder.resolve(name)))) {
        return layout;
      }
    }
    throw new DatasetException(
        folder + " holds neither events.csv, events.csv.gz nor MovieLens' ratings.csv");
  }

  Path events(Path folder) {
    return eventFiles.stream().map(folder::resolve).filter(Files::exists).findFirst().orElseThrow();
  }

  Path items(Path folder) {
    Path file = folder.resolve(itemFile);
    if (!Files.exists(file)) {
      throw new DatasetException(folder + " lacks " + itemFile + ", the list of its items");
    }
    return file;
  }
}
