package dev.tidemark.promote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.PromotionState;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * A promotion whose process ends before or after every single call to Lambda, CloudWatch and the
 * model store. Whenever it does, shoppers are answered from the old or the new model, and whatever
 * runs next finds its way.
 */
class KilledPromotionTest {
  private static final String OLD = "m1";
  private static final String NEW = "m2";
  private static final int SHARE = 20;
  private static final String NEXT = "m3";
  private static final List<PromotionStep> STEPS =
      List.of(
          PromotionStep.PUBLISH,
          PromotionStep.READY,
          PromotionStep.CANARY,
          PromotionStep.CHECK,
          PromotionStep.SHIFT);

  @Test
  void shouldLeaveOldOrNewAndLetTheNextRunPromoteAnother() {
    atEveryCall(
        STEPS,
        (shop, name) -> {
          // The next model of the schedule was compared with whoever is champion by then.
          String champion = championAfterSettling(shop);
          shop.train(NEXT, champion);
          shop.promote(NEXT);
          assertSettled(shop, NEXT, name);
          assertThat(shop.standing().previous().get(0).modelVersion()).isEqualTo(champion);
        });
  }

  @Test
  void shouldLetTheSameStepBeRepeatedAndTheRestFollow() {
    for (boolean callIsMade : new boolean[] {false, true}) {
      for (PromotionStep killed : STEPS) {
        atEveryCallOf(killed, callIsMade, KilledPromotionTest::goOn);
      }
    }
  }

  @Test
  void shouldGoBackWhereTheStateMachineCatchesTheDeath() {
    atEveryCall(
        STEPS,
        (shop, name) -> {
          boolean isChampion = shop.registry.promotion().isPresent() && isShifted(shop);
          assertThat(shop.run(PromotionStep.BACK, NEW).outcome()).as(name).isEqualTo("done");
          assertSettled(shop, isChampion ? NEW : OLD, name);
        });
  }

  @Test
  void shouldAlsoBearItsUndoingToBeKilled() {
    Consumer<Shop> begun =
        shop -> {
          shop.run(PromotionStep.PUBLISH, NEW);
          shop.run(PromotionStep.CANARY, NEW);
        };
    atEveryCall(
        begun,
        List.of(PromotionStep.BACK),
        (shop, name) -> {
          shop.run(PromotionStep.BACK, NEW);
          assertSettled(shop, OLD, name);
        });
  }

  @Test
  void shouldBearADeploymentAtAnyPoint() {
    atEveryCall(
        STEPS,
        (shop, name) -> {
          // A stack update moves the alias and sets what its parameter says.
          shop.function.deploy("", "code-2");
          shop.train(NEXT, championAfterSettling(shop));
          shop.promote(NEXT);
          assertSettled(shop, NEXT, name);
        });
  }

  @Test
  void shouldBearARollbackToBeKilled() {
    Consumer<Shop> begun = shop -> shop.promote(NEW);
    atEveryCall(
        begun,
        List.of(PromotionStep.ROLLBACK),
        (shop, name) -> {
          assertThat(shop.run(PromotionStep.ROLLBACK, OLD).outcome()).as(name).isEqualTo("done");
          assertSettled(shop, OLD, name);
        });
  }

  @Test
  void shouldBearTheStartOfAnExperimentToBeKilled() {
    atEveryCall(
        List.of(PromotionStep.EXPERIMENT),
        (shop, name) -> {
          assertThat(championAfterSettling(shop)).as(name).isEqualTo(OLD);
          assertThat(shop.decisionOn(OLD)).as(name).isEqualTo("promoted: in service");
          shop.startExperiment(NEW, SHARE);
          assertSettled(shop, OLD, name);
        });
  }

  private void atEveryCall(List<PromotionStep> steps, BiConsumer<Shop, String> then) {
    atEveryCall(shop -> {}, steps, then);
  }

  /** Runs the steps again and again, each time ending one call later, until they survive. */
  private void atEveryCall(
      Consumer<Shop> given, List<PromotionStep> steps, BiConsumer<Shop, String> then) {
    for (boolean callIsMade : new boolean[] {false, true}) {
      int call = 0;
      for (boolean killed = true; killed; call++) {
        String name = (callIsMade ? "after" : "before") + " call " + call;
        Shop shop = shop();
        given.accept(shop);
        killed = isKilled(shop.promotion(new Fuse(call, callIsMade)), steps);
        assertThat(shop.function.answering()).as(name).isNotEmpty().isSubsetOf(OLD, NEW);
        then.accept(shop, name);
      }
      assertThat(call).isGreaterThan(10);
    }
  }

  private void atEveryCallOf(
      PromotionStep step, boolean callIsMade, BiConsumer<Shop, PromotionStep> then) {
    boolean killed = true;
    for (int call = 0; killed; call++) {
      Shop shop = shop();
      for (PromotionStep before : STEPS.subList(0, STEPS.indexOf(step))) {
        shop.run(before, NEW);
      }
      killed = isKilled(shop.promotion(new Fuse(call, callIsMade)), List.of(step));
      then.accept(shop, step);
    }
  }

  private static void goOn(Shop shop, PromotionStep killed) {
    for (PromotionStep step : STEPS.subList(STEPS.indexOf(killed), STEPS.size())) {
      assertThat(shop.run(step, NEW).outcome())
          .as("%s, then %s", killed, step)
          .isIn("published", "ready", "started", "pass", "done");
    }
    assertSettled(shop, NEW, killed.toString());
  }

  private static boolean isKilled(Promotion promotion, List<PromotionStep> steps) {
    try {
      steps.forEach(step -> promotion.run(step, step == PromotionStep.ROLLBACK ? OLD : NEW, SHARE));
      return false;
    } catch (Fuse.Killed e) {
      return true;
    }
  }

  /** A shop in which the old model serves and the new one is trained. */
  private static Shop shop() {
    Shop shop = new Shop();
    shop.train(OLD, "");
    shop.promote(OLD);
    shop.train(NEW, OLD);
    return shop;
  }

  /** A run that comes to nothing still settles what it finds. */
  private static String championAfterSettling(Shop shop) {
    shop.run(PromotionStep.PUBLISH, "never-trained");
    String champion = shop.standing().champion().modelVersion();
    assertSettled(shop, champion, "settled");
    assertThat(champion).isIn(OLD, NEW);
    return champion;
  }

  private static boolean isShifted(Shop shop) {
    PromotionState standing = shop.standing();
    return standing.phase() == PromotionState.Phase.NONE
        && standing.champion().modelVersion().equals(NEW);
  }

  private static void assertSettled(Shop shop, String champion, String name) {
    PromotionState standing = shop.standing();
    assertThat(standing.phase()).as(name).isEqualTo(PromotionState.Phase.NONE);
    assertThat(standing.champion().modelVersion()).as(name).isEqualTo(champion);
    assertThat(shop.function.alias().functionVersion())
        .as(name)
        .isEqualTo(standing.champion().functionVersion());
    assertThat(shop.function.answering()).as(name).containsExactly(champion);
    assertThat(shop.function.draft().served().modelVersion()).as(name).isEqualTo(champion);
  }
}
