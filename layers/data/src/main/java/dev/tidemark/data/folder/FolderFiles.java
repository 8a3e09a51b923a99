package dev.tidemark.data.folder;

import dev.tidemark.data.DatasetException;
import dev.tidemark.data.format.DataFile.Wanted;
import dev.tidemark.data.format.Given;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of a data folder: those whose names begin with {@code events} and {@code items}, and
 * where there are none of a kind, all that are of that kind by their columns.
 *
 * @param unused the others
 */
record FolderFiles(List<Source> events, List<Source> items, List<Unused> unused) {
  /** A file that is not used, and its format or why it has none. */
  record Unused(String file, String reason) {}

  private static final Pattern TEXT =
      Pattern.compile("(.+)\\.(csv|tsv|txt|dat|data|item|json|jsonl|ndjson)(\\.gz)?");

  private static final Pattern NOT_DATA = Pattern.compile(".*(read_?me|licen[cs]e).*");

  static FolderFiles of(Path folder, Given given) {
    List<Path> files = files(folder);
    refuseTwins(folder, files);
    List<Source> events = named(files, "events", Wanted.EVENTS, given);
    List<Source> items = named(files, "items", Wanted.ITEMS, given);
    List<Unused> unused = new ArrayList<>();
    boolean anyEvents = events.isEmpty();
    boolean anyItems = items.isEmpty();
    for (Path file : files) {
      if (begins(file, "events") || begins(file, "items")) {
        continue;
      }
      try {
        Source source = Source.of(file, Wanted.ANY, given);
        if (source.file().holdsEvents() && anyEvents) {
          events.add(source);
        } else if (source.file().holdsItems() && anyItems) {
          items.add(source);
        } else {
          unused.add(new Unused(source.name(), source.file().description().format()));
        }
      } catch (DatasetException e) {
        unused.add(new Unused(file.getFileName().toString(), e.getMessage()));
      }
    }
    if (events.isEmpty() && items.isEmpty()) {
      throw new DatasetException(
          folder
              + " holds neither events*.csv nor items*.csv, nor another file that is known by its"
              + " columns"
              + unused.stream().map(other -> "; " + other.reason()).collect(Collectors.joining()));
    }
    return new FolderFiles(events, items, unused);
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
      throw new DatasetException(folder + " is not a folder that can be read");
    }
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.filter(FolderFiles::isData).sorted().collect(Collectors.toList());
    } catch (IOException e) {
      throw new DatasetException(folder + " is not a folder that can be read", e);
    }
  }

  private static boolean isData(Path file) {
    String name = name(file);
    return TEXT.matcher(name).matches()
        && !NOT_DATA.matcher(name).matches()
        && !name.startsWith(".");
  }

  private static String name(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT);
  }

  /** Nobody can tell which one is meant. */
  private static void refuseTwins(Path folder, List<Path> files) {
    Map<String, Path> plain = new HashMap<>();
    for (Path file : files) {
      Path twin = plain.put(name(file).replaceFirst("\\.gz$", ""), file);
      if (twin != null) {
        throw new DatasetException(
            folder
                + " holds both "
                + twin.getFileName()
                + " and "
                + file.getFileName()
                + "; remove one of them");
      }
    }
  }

  private static List<Source> named(List<Path> files, String begin, Wanted wanted, Given given) {
    Predicate<Path> isNamed = file -> begins(file, begin);
    return files.stream()
        .filter(isNamed)
        .map(file -> Source.of(file, wanted, given))
        .collect(Collectors.toList());
  }

  private static boolean begins(Path file, String begin) {
    return name(file).startsWith(begin);
  }
}
