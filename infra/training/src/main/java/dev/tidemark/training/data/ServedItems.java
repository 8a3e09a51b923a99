package dev.tidemark.training.data;

import dev.tidemark.features.ItemFeatures;
import dev.tidemark.features.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The items of a served model: those of the data that it was trained on, with the same indices, and
 * behind them the active ones of the catalogue that nobody met yet, in the order of their ids, if
 * anything is known of them that training has learnt.
 */
public record ServedItems(Vocabulary vocabulary, ItemFeatures features) {

  public static ServedItems of(InteractionLog log, TrainingData data) {
    int met = data.vocabulary().size();
    List<Vocabulary.Entry> entries = new ArrayList<>(data.vocabulary().entries());
    log.active()
        .filter(itemId -> data.vocabulary().indexOf(itemId).isEmpty())
        .sorted()
        .forEach(itemId -> entries.add(log.entry(itemId)));
    ItemFeatures features =
        ItemFeatures.of(
            entries.stream().map(entry -> log.description(entry.itemId())).toList(),
            data.trainedItems());
    int[] served =
        IntStream.rangeClosed(1, entries.size())
            .filter(item -> item <= met || features.isAnythingKnown(item))
            .toArray();
    return new ServedItems(
        new Vocabulary(IntStream.of(served).mapToObj(item -> entries.get(item - 1)).toList()),
        features.only(served));
  }
}
