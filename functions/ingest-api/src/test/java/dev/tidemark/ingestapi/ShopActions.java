package dev.tidemark.ingestapi;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;

/** Random sequences of what a shop does and what befalls the tables meanwhile. */
final class ShopActions {
  private static final int BAD_ENTRY = -1;
  private static final Arbitrary<Boolean> EITHER = Arbitraries.of(true, false);

  private ShopActions() {}

  /**
   * @param length of the longest sequence
   */
  static Arbitrary<ActionChain<Shop>> chains(Supplier<Shop> start, int length) {
    return ActionChain.startWith(start)
        .withAction(4, action(Combinators.combine(lists(), EITHER).as(ShopActions::send)))
        .withAction(4, action(Combinators.combine(places(), EITHER).as(ShopActions::sendAgain)))
        .withAction(1, action(Combinators.combine(lists(), lists()).as(ShopActions::race)))
        .withAction(2, action(Combinators.combine(seeds(), shares()).as(ShopActions::disturb)))
        .withAction(1, action(Arbitraries.just(new Step("restart", Shop::restart))))
        .withMaxTransformations(length);
  }

  /** What is done, with words for the report of a failure. */
  private record Step(String words, Consumer<Shop> done) {}

  private static Step send(List<Integer> events, boolean byBus) {
    return new Step(
        "send " + events + (byBus ? " by the bus" : ""), shop -> shop.send(events, byBus));
  }

  private static Step sendAgain(int which, boolean withNewTimes) {
    return new Step(
        "send again " + which + (withNewTimes ? " with new times" : ""),
        shop -> shop.sendAgain(which, withNewTimes));
  }

  private static Step race(List<Integer> first, List<Integer> second) {
    return new Step("race " + first + " and " + second, shop -> shop.race(first, second));
  }

  private static Step disturb(long seed, int inHundred) {
    return new Step(
        String.format(Locale.ROOT, "%d of 100 calls fail, seed %d", inHundred, seed),
        shop -> shop.disturb(seed, inHundred));
  }

  private static Action.Independent<Shop> action(Arbitrary<Step> steps) {
    return () ->
        steps.map(
            step ->
                Transformer.mutate(
                    step.words(),
                    shop -> {
                      step.done().accept(shop);
                      shop.shouldHoldWhatWasAcknowledged();
                    }));
  }

  private static Arbitrary<List<Integer>> lists() {
    return Arbitraries.integers()
        .between(BAD_ENTRY, Shoppers.EVENTS - 1)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  private static Arbitrary<Integer> places() {
    return Arbitraries.integers().between(0, 20);
  }

  private static Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }

  private static Arbitrary<Integer> shares() {
    return Arbitraries.of(0, 20, 60, 95);
  }
}
