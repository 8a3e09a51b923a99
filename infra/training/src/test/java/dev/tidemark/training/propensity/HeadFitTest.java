package dev.tidemark.training.propensity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.domain.Behaviour;
import dev.tidemark.propensity.Activity;
import dev.tidemark.propensity.Basis;
import dev.tidemark.propensity.Head;
import dev.tidemark.propensity.Outlook;
import dev.tidemark.propensity.PropensityModel;
import dev.tidemark.propensity.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HeadFitTest {
  private static final long DAY = 86_400_000;
  private static final long BEGIN = 20_000 * DAY;

  /** Half order about every 10 days, half about every 100. */
  private static List<Activity> shop(int shoppers, int days) {
    SplittableRandom random = new SplittableRandom(1);
    List<Activity> shop = new ArrayList<>();
    for (int i = 0; i < shoppers; i++) {
      Activity activity = new Activity();
      double mean = i % 2 == 0 ? 10 : 100;
      activity.add(BEGIN, Behaviour.VIEW, 1, Double.NaN, false);
      double time = -Math.log(1 - random.nextDouble()) * mean;
      while (time < days) {
        activity.add(BEGIN + (long) (time * DAY), Behaviour.PURCHASE, 7, 20, false);
        time -= Math.log(1 - random.nextDouble()) * mean;
      }
      shop.add(activity);
    }
    return shop;
  }

  @Test
  void shouldTellWhoBuysOften() {
    List<Activity> shop = shop(400, 300);

    PropensityFit fit = PropensityFit.of(shop, Optional.empty()).orElseThrow();

    assertThat(fit.heads()).hasSize(2).allMatch(HeadFit::isWorthServing);
    assertThat(fit.heads().get(1).validation().auc()).isGreaterThan(.8);
    PropensityModel model = fit.model();
    Standing often = Standing.at(model.until(), shop.get(0)).orElseThrow();
    Standing rarely = Standing.at(model.until(), shop.get(1)).orElseThrow();
    Outlook likely = Outlook.of(often, new float[0], model);
    Outlook unlikely = Outlook.of(rarely, new float[0], model);
    // One who orders every 10 days orders within 30 with 1 - exp(-3).
    assertThat(likely.within().get(1).probability()).isCloseTo(.95, within(.08));
    assertThat(unlikely.within().get(1).probability()).isBetween(.05, .5);
    assertThat(likely.revenue()).isCloseTo(20 * likely.orders(), within(20.0));
    assertThat(likely.because()).isNotEmpty();
    assertThat(likely.because().get(0).effect()).isPositive();
  }

  @Test
  void shouldGoByWhatRanksBest() {
    List<Activity> shop = shop(400, 300);

    for (HeadFit fit : PropensityFit.of(shop, Optional.empty()).orElseThrow().heads()) {
      assertThat(fit.tried()).containsOnlyKeys(Basis.values());
      assertThat(fit.validation()).isEqualTo(fit.tried().get(fit.head().basis()));
      assertThat(fit.tried().values()).allMatch(scores -> scores.auc() <= fit.validation().auc());
    }
  }

  @Test
  void shouldFitNothingWhereNobodyBuys() {
    Activity activity = new Activity();
    activity.add(BEGIN, Behaviour.RATING, 1, Double.NaN, false);

    assertThat(PropensityFit.of(List.of(activity), Optional.empty())).isEmpty();
  }

  @Test
  void shouldHaveNoHeadWhereAllHappenedInADay() {
    List<Activity> shop = shop(50, 1);

    assertThat(PropensityFit.of(shop, Optional.empty()))
        .hasValueSatisfying(fit -> assertThat(fit.model().heads()).isEmpty());
  }

  @Test
  void shouldTakeTheStateOnlyWhereItTells() {
    List<Activity> shop = shop(400, 300);
    SplittableRandom random = new SplittableRandom(2);
    States noise =
        (millis, shoppers) -> {
          List<float[]> states = new ArrayList<>();
          for (int i = 0; i < shoppers.length; i++) {
            states.add(new float[] {(float) random.nextDouble(), (float) random.nextDouble()});
          }
          return states;
        };
    States oracle =
        (millis, shoppers) -> {
          List<float[]> states = new ArrayList<>();
          for (int shopper : shoppers) {
            boolean buys = shop.get(shopper).buysBetween(millis, millis + 30 * DAY);
            states.add(new float[] {buys ? 1 : 0, (float) random.nextDouble()});
          }
          return states;
        };

    assertThat(month(shop, noise).taste().isNone()).isTrue();
    assertThat(month(shop, oracle).taste().isNone()).isFalse();
  }

  private static Head month(List<Activity> shop, States states) {
    return PropensityFit.of(shop, Optional.of(states)).orElseThrow().heads().get(1).head();
  }
}
