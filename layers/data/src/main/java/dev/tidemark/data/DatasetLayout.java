package dev.tidemark.data;

import dev.tidemark.domain.Event;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.ItemUpdate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of a kind of data folder, and where in their rows the fields are. */
record DatasetLayout(Events events, Items items) {
  /** A column that is not in this kind of folder. */
  private static final String NONE = "";

  private static final String NO_GENRE = "(no genres listed)";

  static final DatasetLayout TIDEMARK =
      new DatasetLayout(
          new Events(
              List.of("events.csv", "events.csv.gz"),
              "user_id",
              "item_id",
              "event_type",
              NONE,
              "price",
              "promotion"),
          new Items("items.csv", "item_id", "category", "price", "vector"));

  private static final DatasetLayout MOVIELENS =
      new DatasetLayout(
          new Events(List.of("ratings.csv"), "userId", "movieId", NONE, "rating", NONE, NONE),
          new Items("movies.csv", "movieId", "genres", NONE, NONE));

  /** Reads the rows of one of the files. */
  interface Rows<T> {
    /** Columns without which a table cannot be read. */
    List<String> required();

    /**
     * The row at hand.
     *
     * @throws dev.tidemark.domain.InvalidFieldException where it cannot be used
     */
    T read(CsvTable row);
  }

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
      String price,
      String promotion)
      implements Rows<Event> {
    private static final String TIME = "timestamp";

    @Override
    public List<String> required() {
      return type.isEmpty() ? List.of(user, item, TIME) : List.of(user, item, TIME, type);
    }

    boolean hasTime(CsvTable row) {
      return !row.text(TIME).isEmpty();
    }

    @Override
    public Event read(CsvTable row) {
      return read(row, row.time(TIME));
    }

    /** The event of a row that tells no time. */
    Event read(CsvTable row, Instant time) {
      String promoted = row.text(promotion);
      return new Event(
          "",
          row.text(user),
          row.text(item),
          type.isEmpty() ? fixedType : row.text(type),
          time,
          row.number("rating"),
          row.number(price),
          0,
          promoted.isEmpty() ? Map.of() : Map.of(Event.PROMOTION, promoted));
    }
  }

  record Items(String file, String id, String category, String price, String vector)
      implements Rows<ItemUpdate> {
    @Override
    public List<String> required() {
      return List.of(id);
    }

    @Override
    public ItemUpdate read(CsvTable row) {
      return ItemUpdate.allButActive(
          new Item(
              row.text(id),
              row.text("title"),
              row.text(category).replace(NO_GENRE, ""),
              row.number(price),
              List.of(),
              row.numbers(vector),
              true));
    }
  }

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
