package dev.tidemark.local.shop;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Categories with their articles. */
final class ShopCatalogue {
  private static final List<String> BRANDS =
      List.of(
          "Alder", "Brenn", "Corvid", "Dunmore", "Ember", "Fjord", "Gale", "Hearth", "Isola",
          "Juniper");
  private static final List<String> VARIANTS =
      List.of(
          "Classic",
          "Light",
          "Plus",
          "Pro",
          "Eco",
          "Compact",
          "Studio",
          "Heritage",
          "Active",
          "Everyday");
  private static final int ITEMS_PER_CATEGORY = 10;
  private static final int LINES = 3;
  private static final int PRICE_LEVELS = 3;

  private final Map<String, ShopCategory> categories = new LinkedHashMap<>();
  private final Map<String, List<ShopItem>> items = new LinkedHashMap<>();

  ShopCatalogue(Random random) {
    read();
    categories.values().forEach(category -> items.put(category.name(), stock(category, random)));
  }

  List<ShopCategory> categories() {
    return List.copyOf(categories.values());
  }

  ShopCategory category(String name) {
    return categories.get(name);
  }

  List<ShopItem> itemsOf(String category) {
    return items.get(category);
  }

  List<ShopItem> items() {
    return items.values().stream().flatMap(List::stream).toList();
  }

  private void read() {
    try (Reader text =
            new InputStreamReader(
                ShopCatalogue.class.getResourceAsStream("categories.csv"), StandardCharsets.UTF_8);
        CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(text)) {
      for (NamedCsvRecord row : rows) {
        String name = row.getField("category");
        categories.put(
            name,
            new ShopCategory(
                name,
                List.of(row.getField("nouns").split(";")),
                Double.parseDouble(row.getField("cheapest")),
                Double.parseDouble(row.getField("dearest")),
                Integer.parseInt(row.getField("peak_month")),
                row.getField("accessory")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the built-in categories cannot be read", e);
    }
  }

  /** Prices rise evenly on a logarithmic scale, with some spread. */
  private List<ShopItem> stock(ShopCategory category, Random random) {
    List<ShopItem> stock = new ArrayList<>();
    for (int i = 0; i < ITEMS_PER_CATEGORY; i++) {
      double place = (i + random.nextDouble()) / ITEMS_PER_CATEGORY;
      double ratio = category.dearest() / category.cheapest();
      double price = category.cheapest() * StrictMath.pow(ratio, place);
      String title =
          String.join(
              " ",
              BRANDS.get(random.nextInt(BRANDS.size())),
              VARIANTS.get(random.nextInt(VARIANTS.size())),
              category.nouns().get(random.nextInt(category.nouns().size())));
      stock.add(
          new ShopItem(
              String.format(Locale.ROOT, "P%04d", 1001 + items.size() * ITEMS_PER_CATEGORY + i),
              title,
              category.name(),
              Math.floor(price) + 0.99,
              i * PRICE_LEVELS / ITEMS_PER_CATEGORY,
              random.nextInt(LINES),
              StrictMath.exp(random.nextGaussian())));
    }
    return List.copyOf(stock);
  }
}
