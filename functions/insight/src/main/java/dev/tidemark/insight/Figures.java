package dev.tidemark.insight;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** What came of some lists together. */
final class Figures {
  private long impressions;
  private long clicks;
  private long purchases;
  private BigDecimal revenue = BigDecimal.ZERO;

  void add(Credit credit) {
    impressions += credit.isShown() ? 1 : 0;
    clicks += credit.isClicked() ? 1 : 0;
    purchases += credit.purchases();
    revenue = revenue.add(credit.revenue());
  }

  void add(Figures other) {
    impressions += other.impressions;
    clicks += other.clicks;
    purchases += other.purchases;
    revenue = revenue.add(other.revenue);
  }

  long impressions() {
    return impressions;
  }

  long clicks() {
    return clicks;
  }

  double clickRate() {
    return (double) clicks / impressions;
  }

  /** Rates are null where nothing was shown. */
  void write(ObjectNode json) {
    json.put("impressions", impressions);
    json.put("clicks", clicks);
    json.put("purchases", purchases);
    json.put("revenue", new BigDecimal(revenue.stripTrailingZeros().toPlainString()));
    if (impressions == 0) {
      json.putNull("clickRate").putNull("purchaseRate");
    } else {
      json.put("clickRate", clickRate()).put("purchaseRate", (double) purchases / impressions);
    }
  }
}
