package dev.tidemark.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.Item;

/** Reads one item of the contract from JSON. Fields that it does not name are ignored. */
public final class ItemReader {
  private ItemReader() {}

  /**
   * @throws dev.tidemark.domain.InvalidFieldException naming the field, its value and the remedy
   */
  public static Item read(JsonNode node) {
    JsonFields fields = new JsonFields(node);
    return new Item(
        fields.id("itemId"),
        fields.optionalText("title"),
        fields.optionalText("category"),
        fields.optionalNumber("price"),
        fields.optionalTexts("tags"),
        fields.optionalNumbers("vector"),
        fields.optionalFlag("active", true));
  }
}
